using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A stock .NET client and the updates it has received.</summary>
internal sealed class TestReader : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource<ReadPlan> _plan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ReadUpdate> _updates = Channel.CreateUnbounded<ReadUpdate>();

    public TestReader(HubConnection connection)
    {
        _connection = connection;
        connection.On<ReadUpdate[]>("Updates", updates =>
        {
            foreach (var update in updates)
            {
                _updates.Writer.TryWrite(update);
            }
        });
        connection.On<ReadPlan>("Reconnect", _plan.SetResult);
    }

    /// <summary>What the gateway asks this reader to do.</summary>
    public Task<ReadPlan> PlanAsync() => _plan.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    public Task StartAsync() => _connection.StartAsync(TestContext.Current.CancellationToken);

    public async Task<ReadAnswer> SubscribeAsync(string topic, string? epoch = null, long? seq = null) =>
        (await SubscribeAsync(new { topic, epoch, seq }))[0];

    public Task<ReadAnswer[]> SubscribeAsync(params object[] requests) =>
        _connection.InvokeAsync<ReadAnswer[]>("Subscribe", requests, TestContext.Current.CancellationToken);

    public Task InvokeAsync(string method, object? argument) =>
        _connection.InvokeAsync(method, argument, TestContext.Current.CancellationToken);

    public async Task<ReadUpdate> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            return await _updates.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No update came within 10 s.", exception);
        }
    }

    public bool HasUpdate => _updates.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
