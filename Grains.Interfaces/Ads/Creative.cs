using System.Globalization;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A banner. Its landing address lives here and in no page: pages link to the gateway, which redirects.</summary>
[GenerateSerializer, Immutable, Alias("ads.Creative")]
public sealed record Creative
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string CampaignId { get; init; }

    /// <summary>Grows by 1 with each change of the creative.</summary>
    [Id(2)] public required int Revision { get; init; }

    [Id(3)] public required CreativeKind Kind { get; init; }

    /// <summary>The text of a text banner; the alternative text of an image.</summary>
    [Id(4)] public required string Text { get; init; }

    /// <summary>http or https.</summary>
    [Id(5)] public required string LandingUrl { get; init; }

    /// <summary>Share of the rotation among the creatives of one campaign, 1 to 1,000.</summary>
    [Id(6)] public required int Weight { get; init; }

    /// <summary>Address of the image: https or a path on the site. Empty for text.</summary>
    [Id(7)] public string ImageUrl { get; init; } = "";

    /// <summary>Pixels; 0 for text.</summary>
    [Id(8)] public int Width { get; init; }

    [Id(9)] public int Height { get; init; }

    [Id(10)] public bool Paused { get; init; }

    /// <summary>Grows by 1 when what readers see is replaced.</summary>
    [Id(11)] public int ContentVersion { get; init; } = 1;

    [Id(12)] public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it is not shown any more.</summary>
    [Id(13)] public DateTimeOffset? End { get; init; }

    [Id(14)] public CreativeApproval Approval { get; init; }

    /// <summary>Why it was rejected, for the advertiser.</summary>
    [Id(15)] public string ApprovalReason { get; init; } = "";

    /// <summary>Name of the stored frame; empty unless it is HTML.</summary>
    [Id(16)] public string Frame { get; init; } = "";

    /// <summary>
    /// What is on a screen: the creative with the version of its content. Decisions and withdrawals name it, so that a
    /// replaced banner can be withdrawn while its successor runs.
    /// </summary>
    public string ShownId => string.Create(CultureInfo.InvariantCulture, $"{Id}.{ContentVersion}");

    public bool IsWithinDates(DateTimeOffset now) => IsWithinDates(moment => now >= moment);

    /// <param name="hasPassed">Whether a moment has come.</param>
    public bool IsWithinDates(Func<DateTimeOffset, bool> hasPassed) => (Start is not { } start || hasPassed(start)) && (End is not { } end || !hasPassed(end));

    /// <summary>Whether it may be on a screen while its campaign runs.</summary>
    public bool MayShowAt(DateTimeOffset now) => !Paused && Approval == CreativeApproval.Approved && IsWithinDates(now);

    /// <summary>The creative's id in a <see cref="ShownId"/>.</summary>
    public static string IdOf(string shownId) => shownId.LastIndexOf('.') is > 0 and var dot ? shownId[..dot] : shownId;
}
