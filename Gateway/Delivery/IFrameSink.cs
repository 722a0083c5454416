using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>The connection behind an outbox.</summary>
internal interface IFrameSink
{
    WireFormat Format { get; }

    ValueTask WriteAsync(SerializedHubMessage frame);

    void Abort(ErrorCode reason);
}
