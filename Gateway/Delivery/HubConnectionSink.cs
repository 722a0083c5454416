using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>A SignalR connection as an outbox sees it.</summary>
internal sealed partial class HubConnectionSink(HubConnectionContext connection, DeliveryOptions options, ILogger logger) : IFrameSink
{
    /// <summary>For a goodbye to leave; who does not take it is cut off.</summary>
    private static readonly TimeSpan GoodbyeBound = TimeSpan.FromSeconds(1);

    private readonly GuardedInput? _input = connection.Features.Get<GuardedInput>();
    private volatile bool _isClosing;

    public string Kind => connection.Protocol.Name;

    public WireFormat Format { get; } = UpdatesFrame.FormatOf(connection.Protocol.Name);

    public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates) =>
        connection.WriteAsync(JoinedFrame.Of(updates, Format).Message, connection.ConnectionAborted);

    public ValueTask WriteAsync(OutboundUpdate update) => connection.WriteAsync(update.Frame(Format), connection.ConnectionAborted);

    public void Move(WireReconnectPlan plan) => _ = MoveAsync(plan);

    public void Abort(ErrorCode reason)
    {
        // The end under way has its number: a write that fails under it is a consequence.
        if (!_isClosing)
        {
            Count(reason);
        }

        connection.Abort();
    }

    public void CheckTime()
    {
        var bound = 2 * options.KeepAliveSeconds;
        if (!_isClosing && _input is { } input && input.Silence > TimeSpan.FromSeconds(bound))
        {
            _isClosing = true;
            Count(ErrorCode.SilentReader);
            _ = EndAsync(new CallRefusedException(ErrorCode.SilentReader, string.Create(CultureInfo.InvariantCulture, $"nothing was heard for {bound} s.")).Message);
        }
    }

    private void Count(ErrorCode reason)
    {
        DeliveryMetrics.Closed.WithLabels(((int)reason).ToString(CultureInfo.InvariantCulture)).Inc();
        LogAborted(connection.ConnectionId, (int)reason, reason);
    }

    private async Task EndAsync(string reason)
    {
        try
        {
            await connection.WriteAsync(new CloseMessage(reason, allowReconnect: true), connection.ConnectionAborted).AsTask().WaitAsync(GoodbyeBound);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It takes nothing, or has gone already.
        }

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
