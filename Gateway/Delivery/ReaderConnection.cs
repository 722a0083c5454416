using System.Security.Claims;
using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery;

/// <summary>One connected reader.</summary>
/// <param name="Sink">What carries its updates.</param>
/// <param name="Outbox">What it has not taken yet.</param>
/// <param name="Calls">How many calls it may still make.</param>
internal sealed record ReaderConnection(IFrameSink Sink, ConnectionOutbox Outbox, TokenBucket Calls)
{
    /// <summary>Who signed in; null for an anonymous reader, and on the lane, which takes no others.</summary>
    public ClaimsPrincipal? User { get; init; }
}
