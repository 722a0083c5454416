using System.Text.Json;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using ErrorCode = Sokbo.Gateway.Delivery.ErrorCode;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>A connection that takes a frame when the test says so.</summary>
internal sealed class TestSink : IFrameSink
{
    private TaskCompletionSource? _blocked;

    public string Kind => "test";

    public WireFormat Format => WireFormat.Json;

    /// <summary>Every frame as <c>topic:seq</c>, with <c>s</c> for a snapshot, <c>d</c> for a delta and <c>!</c> for a barrier.</summary>
    public List<string[]> Frames { get; } = [];

    public ErrorCode? Aborted { get; private set; }

    public int Aborts { get; private set; }

    /// <summary>The next writes throw at once, as those of a connection that is gone do.</summary>
    public bool Gone { get; set; }

    public ValueTask WriteAsync(IReadOnlyList<OutboundUpdate> updates)
    {
        ObjectDisposedException.ThrowIf(Gone, this);
        Frames.Add(Describe(UpdatesFrame.Json(updates)));
        return _blocked is null ? ValueTask.CompletedTask : new ValueTask(_blocked.Task);
    }

    public void Move(WireReconnectPlan plan) => throw new NotSupportedException("Outboxes move nobody.");

    public void Abort(ErrorCode reason)
    {
        Aborted = reason;
        Aborts++;
    }

    public void Block() => _blocked = new TaskCompletionSource();

    /// <summary>Finishes the write under way; the outbox goes on in the same call.</summary>
    public void Unblock()
    {
        var blocked = _blocked!;
        _blocked = null;
        blocked.SetResult();
    }

    /// <summary>Finishes the write under way and blocks the one that follows.</summary>
    public void Next()
    {
        var blocked = _blocked!;
        Block();
        blocked.SetResult();
    }

    private static string[] Describe(byte[] frame)
    {
        using var document = JsonDocument.Parse(frame.AsMemory(0, frame.Length - 1));
        return
        [
            .. document.RootElement.GetProperty("arguments")[0].EnumerateArray().Select(update =>
                $"{update.GetProperty("topic").GetString()}:{update.GetProperty("seq").GetInt64()}"
                + $"{update.GetProperty("kind").GetString()![0]}{(update.TryGetProperty("barrier", out _) ? "!" : "")}"),
        ];
    }
}
