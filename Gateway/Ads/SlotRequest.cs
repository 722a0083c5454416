using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal sealed record SlotRequest
{
    public const int PositionLengthMax = 64;

    private const int FloatingHeightMax = 120;

    /// <summary>Only on creation.</summary>
    public string? Id { get; init; }

    /// <summary>1 to 8 sizes such as <c>728x90</c>; a place reserves the height of the largest.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>Seconds in view before a page asks for the next banner, 5 to 3,600.</summary>
    public int IntervalSeconds { get; init; } = SlotSettings.IntervalSecondsDefault;

    public string Site { get; init; } = SiteInfo.DefaultId;

    /// <summary>Where on the page it is, in the publisher's words such as <c>article-top</c>.</summary>
    public string? Position { get; init; }

    /// <summary>What it shows of its own when no campaign runs; unless given, the site's house line.</summary>
    public HouseRequest? House { get; init; }

    /// <summary>How far below the viewport a banner is asked for, in percent of its height, 0 to 1,000; unless given, as the page thinks best.</summary>
    public int? LazyDistancePercent { get; init; }

    /// <summary>Without a campaign the place is handed back to the page around it instead of the house banner.</summary>
    public bool Passback { get; init; }

    /// <summary>It lies over the content, with a close control that works from the first frame on.</summary>
    public bool Floating { get; init; }

    public void CheckPresentation(RequestErrors errors)
    {
        errors.CheckText(Position, "/position", PositionLengthMax);
        errors.Check(
            LazyDistancePercent is null or (>= 0 and <= SlotPresentation.LazyDistancePercentMax),
            "/lazyDistancePercent",
            $"Must be 0 to {SlotPresentation.LazyDistancePercentMax} percent.");
        House?.Check(errors, "/house");
        foreach (var (index, size) in Sizes.Take(SlotSettings.SizesMax).Index())
        {
            errors.Check(
                !Floating || !AdSize.TryParse(size, out _, out var height) || height <= FloatingHeightMax,
                $"/sizes/{index}",
                $"A slot that lies over the content may be {FloatingHeightMax} pixels high: more than a fifth of a telephone's screen hinders reading.");
        }
    }

    public SlotPresentation Presentation() => new()
    {
        Position = Position ?? "",
        House = House?.Banner(),
        LazyDistancePercent = LazyDistancePercent,
        Passback = Passback,
        Floating = Floating,
    };
}
