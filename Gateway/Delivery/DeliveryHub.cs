using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>The public hub <c>/live</c>: <see cref="ReaderCalls"/> over SignalR.</summary>
internal sealed partial class DeliveryHub(ReaderCalls calls, ILogger<DeliveryHub> logger) : Hub<IDeliveryClient>
{
    /// <summary>One answer for each request, in order.</summary>
    public Task<WireAnswers> Subscribe(IReadOnlyList<WireRequest?>? requests) =>
        Carry(reader => calls.SubscribeAsync(reader, requests, Context.ConnectionAborted));

    public Task Unsubscribe(IReadOnlyList<string?>? topics) => Carry(reader => calls.Unsubscribe(reader, topics));

    public Task Visible(IReadOnlyList<string?>? slots) => Carry(reader => calls.Visible(reader, slots));

    public Task Applied(IReadOnlyList<WirePosition?>? positions) => Carry(reader => calls.Applied(reader, positions));

    /// <summary>With an exception of ours where what the client sent ended its connection (<see cref="GuardedProtocol"/>).</summary>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (exception is HubException { InnerException: CallRefusedException reason })
        {
            DeliveryMetrics.Closed.WithLabels(((int)reason.Code).ToString(CultureInfo.InvariantCulture)).Inc();
            LogBroken(Context.ConnectionId, (int)reason.Code, reason.Code);
        }

        return base.OnDisconnectedAsync(exception);
    }

    private Task<bool> Carry(Action<ReaderConnection> call) => Carry(reader =>
    {
        call(reader);
        return Task.FromResult(true);
    });

    private async Task<T> Carry<T>(Func<ReaderConnection, Task<T>> call)
    {
        try
        {
            return await call(HubConnections.ReaderOf(Context));
        }
        catch (CallRefusedException refusal)
        {
            DeliveryMetrics.Refused.WithLabels(((int)refusal.Code).ToString(CultureInfo.InvariantCulture)).Inc();
            throw new HubException(refusal.Message, refusal);
        }
    }

    [LoggerMessage(1123, LogLevel.Information, "Connection {Connection} is closed: {Code} {Reason}.")]
    private partial void LogBroken(string connection, int code, ErrorCode reason);
}
