using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Simulation.Tests.Gateways;
using ErrorCode = Sokbo.Gateway.Delivery.ErrorCode;

namespace Sokbo.Simulation.Tests.Pages;

/// <summary>
/// A page's connection to a gateway: bytes in order, as a WebSocket carries them. It stands for the hub at the gateway's
/// side and checks there what only the gateway can know.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its token has no timer and no handle; the run ends and it is gone.")]
internal sealed class Connection : IFrameSink
{
    private readonly World _world;
    private readonly GatewayNode _gateway;
    private readonly Page _page;
    private readonly string _id;
    private readonly CancellationTokenSource _aborted = new();
    private ReaderConnection? _reader;
    private TaskCompletionSource? _untaken;
    private long _arrivesAt;

    public Connection(World world, GatewayNode gateway, Page page, int number)
    {
        _world = world;
        _gateway = gateway;
        _page = page;
        _id = $"{page}.{number}";
    }

    public string Kind => "simulated";

    public WireFormat Format => WireFormat.Json;

    public GatewayNode Gateway => _gateway;

    public ConnectionOutbox? Outbox => _reader?.Outbox;

    public bool IsOpen => _reader is not null && !IsClosed;

    /// <summary>True at the page's side; the gateway notices a little later.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The page takes nothing: what is written stays in the kernel's buffers, then in the outbox.</summary>
    public bool IsStalled { get; private set; }

    public void Open() => _gateway.Node.Post(() =>
    {
        if (!IsClosed)
        {
            _reader = _gateway.Connections.Open(_id, this);
            Deliver(_page.Opened);
        }
    });

    public void Subscribe(WireRequest[] requests)
    {
        _world.Loop.After(_world.Latency(), () => _gateway.Node.Run(async () =>
        {
            if (_reader is null || _aborted.IsCancellationRequested)
            {
                return;
            }

            WireAnswers answers;
            try
            {
                answers = await _gateway.Calls.SubscribeAsync(_reader, requests, _aborted.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (CallRefusedException)
            {
                Deliver(_page.Refused);
                return;
            }

            // Encoding lets go of the updates that follow the answer.
            var bytes = WireJson.Encode(answers);
            Deliver(() => Parse(bytes, document => _page.Answered(document, requests)));
        }));
    }

    public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates)
    {
        Check(updates);
        var frame = updates.Count == 1 ? updates[0].SocketFrame(Format) : JoinedFrame.Of(updates, Format).SocketFrame;
        var head = (frame[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        Deliver(() => Parse(frame.AsMemory()[head..^1], _page.Updated));
        if (!IsStalled && _world.Random.Next(4) > 0)
        {
            return ValueTask.CompletedTask;
        }

        var taken = new TaskCompletionSource();
        _untaken = taken;
        if (!IsStalled)
        {
            _world.Loop.After(_world.Latency(), () => taken.TrySetResult());
        }

        return new ValueTask(taken.Task);
    }

    /// <summary>When it last began to take what is written.</summary>
    public long TakesSince { get; private set; }

    public void Stall() => IsStalled = true;

    public void Resume()
    {
        IsStalled = false;
        TakesSince = _world.Loop.Now;
        _gateway.Node.Post(() => _untaken?.TrySetResult());
    }

    public void Move(WireReconnectPlan plan) => throw new NotSupportedException("Nobody drains here.");

    public void Abort(ErrorCode reason)
    {
        _world.Trace.Add($"{_gateway} aborts {_id}: {reason}");
        _world.Loop.After(_world.Latency(), () => _page.Lost(this));
    }

    /// <summary>The page's end is gone. What was under way does not arrive.</summary>
    public void Close()
    {
        IsClosed = true;
        _world.Loop.After(_world.Latency() * 10, () => _gateway.Node.Post(() =>
        {
            _aborted.Cancel();
            _gateway.Connections.Close(_id);
            _untaken?.TrySetException(new IOException("The connection is gone."));
        }));
    }

    private void Deliver(Action take)
    {
        _arrivesAt = Math.Max(_arrivesAt, _world.Loop.Now + _world.Latency().Ticks);
        _world.Loop.After(TimeSpan.FromTicks(_arrivesAt - _world.Loop.Now), () =>
        {
            if (!IsClosed)
            {
                take();
            }
        });
    }

    private static void Parse(ReadOnlyMemory<byte> bytes, Action<JsonElement> take)
    {
        using var document = JsonDocument.Parse(bytes);
        take(document.RootElement);
    }

    /// <summary>Nothing from before a barrier leaves a gateway that has heard of it, and a frame has a bound.</summary>
    private void Check(IReadOnlyList<OutboundUpdate> updates)
    {
        var bytes = 0;
        foreach (var update in updates)
        {
            bytes += update.Size(Format);
            if (_gateway.Feeds.Peek(update.Topic) is not { } view)
            {
                continue;
            }

            if (_world.Truth.Find(update.Topic.Owner, view.Position) is { } truth && view.ChangedAt != truth.ChangedAt)
            {
                _world.Loop.Violate($"{_gateway} dates {update.Topic} {_world.Truth.Describe(view.Position)} {view.ChangedAt:O} and its owner {truth.ChangedAt:O}.");
            }

            if (view.Position.Epoch == update.Position.Epoch
                && _world.Truth.HasBarrier(update.Topic.Owner, view.Position.Epoch, update.Position.Seq, view.Position.Seq))
            {
                _world.Loop.Violate(
                    $"Invariant 5: {_gateway} writes {update.Topic} {_world.Truth.Describe(update.Position)} to {_page}, from before a barrier that it has heard of.");
            }
        }

        var last = updates[^1].Size(Format);
        if (updates.Count > 1 && bytes - last > World.FrameBytesMax)
        {
            _world.Loop.Violate($"Invariant 7: a frame of {bytes} bytes to {_page}.");
        }
    }
}
