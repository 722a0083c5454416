using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>The public hub <c>/live</c>: <see cref="ReaderCalls"/> over SignalR.</summary>
internal sealed class DeliveryHub(ReaderCalls calls) : Hub<IDeliveryClient>
{
    /// <summary>One answer for each request, in order.</summary>
    public Task<WireAnswers> Subscribe(IReadOnlyList<WireRequest?>? requests) =>
        Carry(reader => calls.SubscribeAsync(reader, requests, Context.ConnectionAborted));

    public Task Unsubscribe(IReadOnlyList<string?>? topics) => Carry(reader => calls.Unsubscribe(reader, topics));

    public Task Visible(IReadOnlyList<string?>? slots) => Carry(reader => calls.Visible(reader, slots));

    public Task Applied(IReadOnlyList<WirePosition?>? positions) => Carry(reader => calls.Applied(reader, positions));

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
}
