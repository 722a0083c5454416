using System.Text.Json;

namespace Sokbo.Load;

/// <summary>
/// A reader of Sokbo: takes the answers to its subscriptions, then checks that every update builds on what it has, as a
/// page would. A latency ends here, where an application's callback would run. It outlives its connection: the next one
/// asks from its positions, and until that is answered the one before goes on. Calls come one at a time.
/// </summary>
internal sealed class CheckedArrivals(string[] topics, byte[] marker, Tally tally) : IArrivals
{
    private const byte RecordSeparator = 0x1e;

    private readonly Dictionary<string, (string Epoch, long Seq)> _positions = [];
    private readonly List<JsonElement> _early = [];
    private readonly HashSet<string> _later = [];

    // Where the next connection was asked to go on, and what had come by the one before when it was answered.
    private Dictionary<string, (string Epoch, long Seq)> _asked = [];
    private Dictionary<string, (string Epoch, long Seq)> _ahead = [];
    private TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _pending;

    /// <summary>Called with the milliseconds after which the server wants this reader to come back.</summary>
    public Action<int>? Moved { get; init; }

    /// <summary>Called at each update.</summary>
    public Action? Arrived { get; init; }

    public IReadOnlyDictionary<string, (string Epoch, long Seq)> Positions => _positions;

    /// <summary>Ends when the newest subscription is answered.</summary>
    public Task SubscribedAsync(TimeSpan bound, CancellationToken cancellationToken) => _subscribed.Task.WaitAsync(bound, cancellationToken);

    /// <summary>The handshake, and a subscription from where this reader is. Updates that overtake the answer wait for it.</summary>
    public string[] Opening()
    {
        _pending = true;
        _early.Clear();
        _asked = new(_positions);
        _subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requests = string.Join(',', topics.Select(topic => _positions.TryGetValue(topic, out var position)
            ? $"{{\"topic\":\"{topic}\",\"epoch\":\"{position.Epoch}\",\"seq\":{position.Seq}}}"
            : $"{{\"topic\":\"{topic}\"}}"));
        return
        [
            "{\"protocol\":\"json\",\"version\":1}\u001e",
            $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[[{requests}]]}}\u001e",
        ];
    }

    /// <summary>Whether the newest subscription was answered.</summary>
    public bool IsAnswered => !_pending;

    public void Fail(Exception exception) => _subscribed.TrySetException(exception);

    public void Take(ReadOnlySpan<byte> message) => Take(message, isNext: true);

    /// <param name="message">A whole message.</param>
    /// <param name="isNext">Whether it comes by the connection on which the newest subscription was asked for.</param>
    public void Take(ReadOnlySpan<byte> message, bool isNext)
    {
        while (message.IndexOf(RecordSeparator) is >= 0 and var end)
        {
            using var document = JsonDocument.Parse(message[..end].ToArray());
            var root = document.RootElement;
            var type = root.TryGetProperty("type", out var value) ? value.GetInt32() : 0;
            if (type == 1 && root.GetProperty("target").ValueEquals("Reconnect"))
            {
                Moved?.Invoke(root.GetProperty("arguments")[0].GetProperty("afterMilliseconds").GetInt32());
            }
            else if (type == 1)
            {
                foreach (var update in root.GetProperty("arguments")[0].EnumerateArray())
                {
                    if (isNext && _pending)
                    {
                        _early.Add(update.Clone());
                    }
                    else
                    {
                        Take(update, overtook: false);
                    }
                }

                MarkedArrivals.Latencies(message[..end], marker).ForEach(tally.Latency.Add);
            }
            else if (type == 3 && isNext)
            {
                TakeAnswer(root);
            }
            else if (type == 7)
            {
                tally.AddGoodbye(root.TryGetProperty("error", out var reason) ? reason.GetString()! : "none");
            }
            else if (type == 0 && root.TryGetProperty("error", out var error))
            {
                throw new InvalidOperationException($"The handshake was refused: {error.GetString()}");
            }

            message = message[(end + 1)..];
        }
    }

    private void TakeAnswer(JsonElement completion)
    {
        if (!completion.TryGetProperty("result", out var answers))
        {
            throw new InvalidOperationException($"The subscription was refused: {completion}");
        }

        _ahead = new(_positions);
        foreach (var answer in answers.EnumerateArray())
        {
            Answer(answer, answer.GetProperty("topic").GetString()!, answer.GetProperty("outcome").GetString()!);
        }

        _pending = false;
        Arrived?.Invoke();
        foreach (var update in _early)
        {
            Take(update, overtook: true);
        }

        _early.Clear();
        _subscribed.TrySetResult();
    }

    private void Answer(JsonElement answer, string topic, string outcome)
    {
        tally.AddOutcome(outcome);
        if (outcome == "later")
        {
            _later.Add(topic);
            return;
        }

        if (!answer.TryGetProperty("epoch", out var epoch))
        {
            throw new InvalidOperationException($"There is no such topic: {answer}");
        }

        var position = (Epoch: epoch.GetString()!, Seq: answer.GetProperty("seq").GetInt64());
        var asked = _asked.GetValueOrDefault(topic, (Epoch: "", Seq: 0));
        var missed = outcome == "resumed" ? answer.GetProperty("updates").GetArrayLength() : 0;
        if (outcome != "snapshot" && position != (asked.Epoch, asked.Seq + missed))
        {
            tally.AddGap();
        }

        if (asked.Epoch == position.Epoch && position.Seq < asked.Seq)
        {
            tally.AddRepeat();
        }

        var known = _positions.GetValueOrDefault(topic, (Epoch: "", Seq: 0));
        if (known.Epoch != position.Epoch || position.Seq > known.Seq)
        {
            _positions[topic] = position;
        }
    }

    private void Take(JsonElement update, bool overtook)
    {
        var topic = update.GetProperty("topic").GetString()!;
        var position = (Epoch: update.GetProperty("epoch").GetString()!, Seq: update.GetProperty("seq").GetInt64());
        var known = _positions.GetValueOrDefault(topic, (Epoch: "", Seq: 0));
        tally.AddDelivery();
        Arrived?.Invoke();
        if (known.Epoch == position.Epoch && position.Seq <= known.Seq)
        {
            // The state that was promised for later may be the one that the reader has, and what the connection before has
            // brought already comes again.
            var came = _ahead.GetValueOrDefault(topic, (Epoch: "", Seq: 0));
            if (!overtook && !(_later.Remove(topic) && position == known) && !(came.Epoch == position.Epoch && position.Seq <= came.Seq))
            {
                tally.AddRepeat();
            }
        }
        else if (update.GetProperty("kind").ValueEquals("snapshot"))
        {
            tally.AddSnapshot();
            _positions[topic] = position;
        }
        else
        {
            if (known.Epoch != position.Epoch || update.GetProperty("base").GetInt64() != known.Seq)
            {
                tally.AddGap();
            }

            _positions[topic] = position;
        }
    }
}
