namespace Sokbo.Grains.Ads.Budgets;

/// <summary>A lease without its bits.</summary>
[GenerateSerializer, Immutable, Alias("ads.LeaseRecord")]
internal sealed record LeaseRecord
{
    /// <summary>The epoch in the high half, the place among the epoch's leases in the low one.</summary>
    [Id(0)] public required long Id { get; init; }

    [Id(1)] public required string Gateway { get; init; }

    /// <summary>The gateway's number of its request.</summary>
    [Id(2)] public required long Request { get; init; }

    /// <summary>Numbers that the gateway may have spent: those granted, less those it gave back.</summary>
    [Id(3)] public required int Size { get; init; }

    /// <summary>A day in Seoul as yyyymmdd.</summary>
    [Id(4)] public required int Day { get; init; }

    /// <summary>Numbers that have had their billing event.</summary>
    [Id(5)] public int Billed { get; init; }

    /// <summary>The gateway spends no more of it.</summary>
    [Id(6)] public bool Returned { get; init; }

    /// <summary>Closed: numbers that have not rendered never bill.</summary>
    [Id(7)] public bool Closed { get; init; }

    /// <summary>When it was granted, and once it is returned, when that was. By the wall clock: it decides on pacing alone.</summary>
    [Id(8)] public DateTimeOffset At { get; init; }

    /// <summary>Numbers that may still bill.</summary>
    public int Unbilled => Size - Billed;

    public static long IdOf(int epoch, int place) => ((long)epoch << 32) | (uint)place;

    public static int EpochOf(long id) => (int)(id >> 32);
}
