using System.IO.Pipelines;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Events;

/// <summary>
/// One event stream: what an outbox hands over, and heartbeats while nothing does. It keeps the position of each topic as
/// the reader has it once it has read up to here.
/// </summary>
internal sealed partial class EventStreamSink(
    PipeWriter output, IReadOnlyList<string> topics, Action end, Action abort, string connection, ILogger logger) : IFrameSink, IAsyncDisposable
{
    public const string Reconnect = "reconnect";

    private const string Refused = "refused";

    // A browser keeps the last time it was told, also when the next try fails.
    private const int RetryMillisecondsMin = 500;

    private readonly Dictionary<string, int> _index = topics.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    private readonly Position?[] _positions = new Position?[topics.Count];
    private readonly string _tag = EventId.Tag(topics);

    // One writer at a time: the outbox, the answers at the start, or a heartbeat.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _wrote;
    private bool _refused;
    private volatile bool _ended;

    public string Kind => "events";

    public WireFormat Format => WireFormat.Json;

    public async ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates)
    {
        await _turn.WaitAsync();
        try
        {
            foreach (var update in _refused ? [] : updates)
            {
                var index = _index[update.Topic.Text];
                if (update.Ends)
                {
                    _positions[index] = null;
                    EventText.Named(output, Refused, WireJson.Encode(WireAnswer.Without(update.Topic.Text, SubscribeOutcome.Unknown)));
                }
                else
                {
                    _positions[index] = update.Position;
                    EventText.Message(output, EventId.Write(_tag, _positions), update.Envelope.Json.Span);
                }
            }

            await FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Subscribes and writes the answers as what a reader of events knows: updates, and <c>refused</c> for topics that it
    /// does not hear. Nothing that follows the answers overtakes them. False, with nothing written, where it hears no topic.
    /// </summary>
    /// <param name="subscribe">Joins the topics.</param>
    /// <param name="asked">Where the reader says it stands, for each topic.</param>
    /// <param name="open">Called before the first byte.</param>
    /// <param name="retryMilliseconds">How long the reader shall wait before it comes back.</param>
    public async ValueTask<bool> BeginAsync(
        Func<Task<WireAnswers>> subscribe, IReadOnlyList<Position?> asked, Action open, int retryMilliseconds)
    {
        await _turn.WaitAsync();
        try
        {
            var answers = await subscribe();
            answers.Encoding();
            if (answers.All(answer => !IsHeard(answer)))
            {
                return false;
            }

            open();
            EventText.Retry(output, retryMilliseconds);
            for (var i = 0; i < answers.Count; i++)
            {
                // What the reader says it has is what these answers build upon, or what it keeps until its state comes.
                _positions[i] = answers[i].Outcome is SubscribeOutcome.Current or SubscribeOutcome.Resumed or SubscribeOutcome.Later
                    ? asked[i] : null;
            }

            for (var i = 0; i < answers.Count; i++)
            {
                Write(i, answers[i]);
            }

            await FlushAsync();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells the reader that it may hear none of its topics any more; nothing of them follows.</summary>
    public async ValueTask RefuseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _refused = true;
            foreach (var topic in topics)
            {
                EventText.Named(output, Refused, WireJson.Encode(WireAnswer.Without(topic, SubscribeOutcome.Denied)));
            }

            await FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Called at each interval: writes only when nothing else was written since the last call.</summary>
    public async ValueTask HeartbeatAsync()
    {
        // Busy means that something is being written.
        if (!await _turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            if (!_wrote)
            {
                EventText.Heartbeat(output);
                await FlushAsync();
            }

            _wrote = false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Move(WireReconnectPlan plan) => _ = MoveAsync(plan);

    public void Abort(ErrorCode reason)
    {
        if (_ended)
        {
            return;
        }

        DeliveryMetrics.Closed.WithLabels(((int)reason).ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();
        LogAborted(connection, (int)reason, reason);
        abort();
    }

    /// <summary>Waits for the write under way. Call it when the outbox is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _ended = true;
        _turn.Dispose();
    }

    private static bool IsHeard(WireAnswer answer) =>
        answer.Outcome is SubscribeOutcome.Current or SubscribeOutcome.Resumed or SubscribeOutcome.Snapshot or SubscribeOutcome.Later;

    private void Write(int index, WireAnswer answer)
    {
        switch (answer.Outcome)
        {
            case SubscribeOutcome.Snapshot:
                _positions[index] = new Position(answer.Epoch!, answer.Seq!.Value);
                Message(answer.Whole!.Envelope.Json.Span);
                break;
            case SubscribeOutcome.Resumed:
                foreach (var (offset, update) in answer.Updates!.Index())
                {
                    _positions[index] = new Position(answer.Epoch!, answer.Seq!.Value - answer.Updates!.Count + 1 + offset);
                    Message(update.Json.Span);
                }

                break;
            case SubscribeOutcome.Current or SubscribeOutcome.Later:
                break;
            default:
                EventText.Named(output, Refused, WireJson.Encode(answer));
                break;
        }
    }

    private async Task MoveAsync(WireReconnectPlan plan)
    {
        try
        {
            await _turn.WaitAsync();
            try
            {
                EventText.Retry(output, RetryMillisecondsMin + plan.AfterMilliseconds);
                EventText.Named(output, Reconnect, WireJson.Encode(plan));
                await FlushAsync();
            }
            finally
            {
                _turn.Release();
            }

            end();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It has gone already.
        }
    }

    private void Message(ReadOnlySpan<byte> data) => EventText.Message(output, EventId.Write(_tag, _positions), data);

    private async ValueTask FlushAsync()
    {
        _wrote = true;
        await output.FlushAsync();
    }

    [LoggerMessage(1121, LogLevel.Information, "Event stream {Connection} is closed: {Code} {Reason}. It may come back and resume.")]
    private partial void LogAborted(string connection, int code, ErrorCode reason);
}
