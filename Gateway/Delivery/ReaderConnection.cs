using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery;

/// <summary>One connected reader.</summary>
/// <param name="Sink">What carries its updates.</param>
/// <param name="Outbox">What it has not taken yet.</param>
/// <param name="Calls">How many calls it may still make.</param>
internal sealed record ReaderConnection(IFrameSink Sink, ConnectionOutbox Outbox, TokenBucket Calls);
