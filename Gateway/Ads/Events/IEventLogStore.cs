namespace Sokbo.Gateway.Ads.Events;

/// <summary>Where event logs are kept. When a call throws, its outcome is unknown, and it is to be repeated as it was.</summary>
internal interface IEventLogStore
{
    /// <summary>Silos find the log from now on. Idempotent.</summary>
    Task RegisterAsync(string log);

    /// <summary>Puts an entry at the end of the log. It returns when the entry is as durable as the store makes it.</summary>
    Task AppendAsync(string log, ReadOnlyMemory<byte> entry);
}
