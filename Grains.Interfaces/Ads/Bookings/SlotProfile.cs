using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>The recorded traffic of one slot.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotProfile")]
public sealed record SlotProfile
{
    public const int HoursOfWeek = 168;

    [Id(0)] public required string Slot { get; init; }

    /// <summary>Requests an hour, by hour of the week in Seoul from Sunday 0:00 on: the mean of the first weeks, later of about the last four.</summary>
    [Id(1)] public required ImmutableArray<double> Means { get; init; }

    /// <summary>How often each hour was seen, up to 200 times.</summary>
    [Id(2)] public required ImmutableArray<byte> Seen { get; init; }

    /// <summary>Sums that lose half of their weight in two weeks: requests, banners shown and banners rendered.</summary>
    [Id(3)] public double Requests { get; init; }

    [Id(4)] public double Shown { get; init; }

    [Id(5)] public double Rendered { get; init; }

    /// <summary>The same of requests of pages with a value, the most frequent ones.</summary>
    [Id(6)] public ImmutableArray<ValueCount> Values { get; init; } = [];
}
