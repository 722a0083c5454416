using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>Which months are closed, over all sites.</summary>
[GenerateSerializer, Immutable, Alias("ads.MonthsState")]
public sealed record MonthsState
{
    public static readonly MonthsState Empty = new();

    /// <summary>yyyymm of the last closed month; 0 for none.</summary>
    [Id(0)] public int ClosedThrough { get; init; }

    /// <summary>The month that is being closed; 0 for none.</summary>
    [Id(1)] public int Closing { get; init; }

    /// <summary>Who closes it.</summary>
    [Id(2)] public string ClosingBy { get; init; } = "";

    /// <summary>The last ones, oldest first, at most <see cref="ClosedMax"/>.</summary>
    [Id(3)] public ImmutableArray<ClosedMonth> Closed { get; init; } = [];

    public const int ClosedMax = 120;

    /// <summary>What nothing may be added to: a month that is being closed counts as closed.</summary>
    public int FixedThrough => Math.Max(ClosedThrough, Closing);

    public bool IsClosed(int month) => month <= ClosedThrough;
}
