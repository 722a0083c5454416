using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>What becomes of beacons and clicks on their way to the store; section <c>Ads:Events</c>.</summary>
internal sealed class EventLogOptions
{
    public const string Section = "Ads:Events";

    /// <summary>Events that wait for the store. What comes beyond is refused at once, with 503.</summary>
    [Range(1_000, 10_000_000)]
    public int PendingMax { get; init; } = 50_000;

    /// <summary>Events in one write; a campaign's filtered events of one slot, creative and kind are one.</summary>
    [Range(EventBatch.CountMax, 100_000)]
    public int EntryEventsMax { get; init; } = 5_000;

    /// <summary>Longest wait of a beacon for its write. After it the page gets 503 although the events may still be written.</summary>
    [Range(10, 60_000)]
    public int WaitMilliseconds { get; init; } = 5_000;

    /// <summary>Longest wait of a click for its write. After it the reader is sent on, and the write goes on too.</summary>
    [Range(0, 10_000)]
    public int ClickWaitMilliseconds { get; init; } = 250;

    /// <summary>Longest pause between two tries of one write; the first is 20 ms.</summary>
    [Range(20, 60_000)]
    public int RetryMillisecondsMax { get; init; } = 2_000;

    /// <summary>Longest time that a stopping process takes to write what waits.</summary>
    [Range(0, 60)]
    public int FlushSeconds { get; init; } = 5;
}
