using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Asks the directory whether topics exist, in batches: while one question is under way, the next ones gather.
/// A "no" is remembered for a moment, so that a page of made-up names costs next to nothing.
/// </summary>
internal sealed class TopicExistence(
    IGrainFactory grains, IOptions<DeliveryOptions> options, TimeProvider time, TaskScheduler workers)
{
    private const int BatchMax = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _unknown = [];
    private Dictionary<string, TaskCompletionSource<bool>> _waiting = [];
    private bool _asking;

    public async Task<bool> ExistsAsync(string topic) => await Ask(topic);

    private Task<bool> Ask(string topic)
    {
        lock (_gate)
        {
            if (_unknown.TryGetValue(topic, out var since))
            {
                if (time.GetElapsedTime(since).TotalMilliseconds < options.Value.UnknownMilliseconds)
                {
                    return Task.FromResult(false);
                }

                _unknown.Remove(topic);
                DeliveryMetrics.UnknownNames.Set(_unknown.Count);
            }

            if (!_waiting.TryGetValue(topic, out var answer))
            {
                answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add(topic, answer);
            }

            if (!_asking)
            {
                _asking = true;
                _ = Task.Factory.StartNew(AskAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, workers);
            }

            return answer.Task;
        }
    }

    private async Task AskAsync()
    {
        while (Take() is { Length: > 0 } batch)
        {
            try
            {
                using var timeout = new CancellationTokenSource(
                    TimeSpan.FromMilliseconds(options.Value.LookupMilliseconds), time);
                var names = batch.Select(pair => pair.Key);
                var exist = await grains.GetGrain<ITopicDirectoryGrain>(0).Exist([.. names], timeout.Token).WaitAsync(timeout.Token);
                for (var i = 0; i < batch.Length; i++)
                {
                    Remember(batch[i].Key, exist[i]);
                    batch[i].Value.SetResult(exist[i]);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // An outage of any kind; every feed that asked retries with its own pauses.
                Array.ForEach(batch, pair => pair.Value.TrySetException(exception));
            }
        }
    }

    /// <summary>The next batch; empty, and nobody is asking any more, when nothing waits.</summary>
    private KeyValuePair<string, TaskCompletionSource<bool>>[] Take()
    {
        lock (_gate)
        {
            var batch = _waiting.Take(BatchMax).ToArray();
            _waiting = _waiting.Count <= BatchMax ? [] : _waiting.Skip(BatchMax).ToDictionary();
            _asking = batch.Length > 0;
            return batch;
        }
    }

    private void Remember(string topic, bool exists)
    {
        if (exists)
        {
            return;
        }

        lock (_gate)
        {
            if (_unknown.Count >= options.Value.UnknownTopicsMax)
            {
                _unknown.Clear();
            }

            _unknown[topic] = time.GetTimestamp();
            DeliveryMetrics.UnknownNames.Set(_unknown.Count);
        }
    }
}
