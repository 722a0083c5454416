namespace Sokbo.Grains.Interfaces.Ads.Budgets;

[GenerateSerializer, Alias("ads.LeaseRefusal")]
public enum LeaseRefusal
{
    /// <summary>Granted.</summary>
    None = 0,

    /// <summary>There is no such campaign.</summary>
    Unknown = 1,

    /// <summary>Paused, not begun or over.</summary>
    NotRunning = 2,

    /// <summary>Everything is billed or given out; numbers may come back.</summary>
    Exhausted = 3,

    /// <summary>The day's cap is reached or given out.</summary>
    DayExhausted = 4,

    /// <summary>As much is delivered as the curve asks for by now.</summary>
    Paced = 5,

    /// <summary>The store was restored from a backup, and nobody has released the campaign yet.</summary>
    Held = 6,

    /// <summary>So many leases are open that no more are given before some have closed.</summary>
    Busy = 7,
}
