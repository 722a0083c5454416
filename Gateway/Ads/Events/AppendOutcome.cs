namespace Sokbo.Gateway.Ads.Events;

internal enum AppendOutcome
{
    /// <summary>The store has acknowledged the events.</summary>
    Durable = 0,

    /// <summary>So much waits for the store that the events were not taken.</summary>
    Full = 1,

    /// <summary>The store has not answered in time. The events may still be written.</summary>
    Unknown = 2,
}
