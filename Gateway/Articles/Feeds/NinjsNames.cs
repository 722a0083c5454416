namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>What the versions of ninjs call the same things.</summary>
internal sealed record NinjsNames(string FirstCreated, string VersionCreated, string Status, string ContentType, string AlternativeIds)
{
    private static readonly NinjsNames New = new("firstCreated", "versionCreated", "pubStatus", "contentType", "altIds");
    private static readonly NinjsNames Old = new("firstcreated", "versioncreated", "pubstatus", "contenttype", "altids");

    public static NinjsNames Of(bool old) => old ? Old : New;
}
