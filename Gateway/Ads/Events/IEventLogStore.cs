namespace Sokbo.Gateway.Ads.Events;

/// <summary>Where event logs are kept. When a call throws, its outcome is unknown, and it is to be repeated as it was.</summary>
internal interface IEventLogStore
{
    /// <summary>Puts an entry at the end of the log, and the log on the list that silos look at, in one step. It returns when the entry is as durable as the store makes it.</summary>
    Task AppendAsync(string log, ReadOnlyMemory<byte> entry);
}
