using System.Collections.Concurrent;
using Sokbo.Gateway.Ads.Events;

namespace Sokbo.Gateway.Tests.Ads.Events;

/// <summary>A store in memory that loses writes and answers as a test says, and notices writes that come together.</summary>
internal sealed class TestEventStore : IEventLogStore
{
    private int _underWay;

    /// <summary>In the order in which they were carried out.</summary>
    public ConcurrentQueue<(string Log, byte[] Entry)> Entries { get; } = [];

    /// <summary>Decides for each call whether it is carried out and whether its answer comes.</summary>
    public Func<(bool Arrives, bool Answers)> Luck { get; set; } = () => (true, true);

    /// <summary>While set, calls wait for it.</summary>
    public Task? Gate { get; set; }

    public int Attempts { get; private set; }

    public bool WritesCameTogether { get; private set; }

    public Task AppendAsync(string log, ReadOnlyMemory<byte> entry) => ThroughAsync(() => Entries.Enqueue((log, entry.ToArray())));

    private async Task ThroughAsync(Action call)
    {
        WritesCameTogether |= Interlocked.Increment(ref _underWay) > 1;
        Attempts++;
        try
        {
            if (Gate is { } gate)
            {
                await gate;
            }

            var (arrives, answers) = Luck();
            if (arrives)
            {
                call();
            }

            if (!arrives || !answers)
            {
                throw new TimeoutException("The answer was lost.");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
