using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What one gateway has seen of one slot in one hour since its last report.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotTraffic")]
public sealed record SlotTraffic
{
    /// <summary>More values are not reported: what is rare is not there to be sold.</summary>
    public const int ValuesMax = 64;

    [Id(0)] public required string Slot { get; init; }

    /// <summary>Hour since 1970 (UTC).</summary>
    [Id(1)] public required int Hour { get; init; }

    /// <summary>Banners that readers' pages have asked for, filled or not.</summary>
    [Id(2)] public required long Requests { get; init; }

    /// <summary>Those that got a campaign's banner.</summary>
    [Id(3)] public long Shown { get; init; }

    /// <summary>Banners that pages reported as rendered.</summary>
    [Id(4)] public long Rendered { get; init; }

    /// <summary>At most <see cref="ValuesMax"/>.</summary>
    [Id(5)] public ImmutableArray<ValueCount> Values { get; init; } = [];
}
