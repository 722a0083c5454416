using System.Collections.Immutable;
using System.Threading.Channels;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Tests.Delivery;

/// <summary>A gateway that writes down what it hears.</summary>
internal sealed class RecordingObserver : ITopicObserver
{
    private readonly Channel<TopicPush> _heard = Channel.CreateUnbounded<TopicPush>();

    public Task Push(ImmutableArray<TopicPush> pushes)
    {
        foreach (var push in pushes)
        {
            _heard.Writer.TryWrite(push);
        }

        return Task.CompletedTask;
    }

    public async Task<TopicPush> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _heard.Reader.ReadAsync(timeout.Token);
    }

    public bool HasMore => _heard.Reader.TryPeek(out _);
}
