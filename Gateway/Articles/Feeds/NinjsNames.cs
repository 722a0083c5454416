namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>What the versions of ninjs call the same things.</summary>
internal sealed record NinjsNames(string FirstCreated, string VersionCreated, string Status, string ContentType, string AlternativeIds)
{
    private static readonly NinjsNames New = new("firstCreated", "versionCreated", "pubStatus", "contentType", "altIds");
    private static readonly NinjsNames Old = new("firstcreated", "versioncreated", "pubstatus", "contenttype", "altids");

    /// <summary>Of the version that somebody asks for, 3.1 where nobody says; null where it is none that is written.</summary>
    public static bool? IsOld(string? version) => version switch
    {
        null or "3.1" => false,
        "2.2" => true,
        _ => null,
    };

    public static NinjsNames Of(bool old) => old ? Old : New;
}
