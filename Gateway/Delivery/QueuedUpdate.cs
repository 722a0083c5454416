namespace Sokbo.Gateway.Delivery;

/// <summary>An update that waits for one connection.</summary>
/// <param name="Update">Shared by all connections.</param>
/// <param name="Topic">The connection's own record of its topic.</param>
/// <param name="Size">Bytes in the format of the connection.</param>
internal readonly record struct QueuedUpdate(OutboundUpdate Update, OutboxTopic Topic, int Size);
