using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal sealed record SlotRequest
{
    /// <summary>Only on creation.</summary>
    public string? Id { get; init; }

    /// <summary>1 to 8 sizes such as <c>728x90</c>; a place reserves the height of the largest.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>Seconds in view before a page asks for the next banner, 5 to 3,600.</summary>
    public int IntervalSeconds { get; init; } = SlotSettings.IntervalSecondsDefault;

    public string Site { get; init; } = SiteInfo.DefaultId;
}
