using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>A SignalR connection as an outbox sees it.</summary>
internal sealed partial class HubConnectionSink(HubConnectionContext connection, ILogger logger) : IFrameSink
{
    public string Kind => connection.Protocol.Name;

    public WireFormat Format { get; } = UpdatesFrame.FormatOf(connection.Protocol.Name);

    public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates) =>
        connection.WriteAsync(JoinedFrame.Of(updates, Format).Message, connection.ConnectionAborted);

    public ValueTask WriteAsync(OutboundUpdate update) => connection.WriteAsync(update.Frame(Format), connection.ConnectionAborted);

    public void Move(WireReconnectPlan plan) => _ = MoveAsync(plan);

    public void Abort(ErrorCode reason)
    {
        DeliveryMetrics.Closed.WithLabels(((int)reason).ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();
        LogAborted(connection.ConnectionId, (int)reason, reason);
        connection.Abort();
    }

    private async Task MoveAsync(WireReconnectPlan plan)
    {
        try
        {
            await connection.WriteAsync(new InvocationMessage("Reconnect", [plan]), connection.ConnectionAborted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It has gone already.
        }
    }

    [LoggerMessage(1120, LogLevel.Information, "Connection {Connection} is closed: {Code} {Reason}. It may come back and resume.")]
    private partial void LogAborted(string connection, int code, ErrorCode reason);
}
