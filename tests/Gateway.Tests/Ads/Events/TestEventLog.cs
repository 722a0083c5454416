using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Tests.Ads.Pauses;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Tests.Ads.Events;

/// <summary>A running event log over a store in memory, with what feeds it.</summary>
internal sealed class TestEventLog : IAsyncDisposable, ILogArrivals
{
    private static readonly Serializer Serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public TestEventLog(ITopicReader? topics = null, TimeProvider? time = null, EventLogOptions? options = null)
    {
        var wrapped = Options.Create(options ?? new EventLogOptions());
        var clock = time ?? TimeProvider.System;
        Log = new EventLog(
            Store, this, new GatewayIdentity { Id = "log-1" }, Serializer, wrapped, new Jitter(new Random(1)), clock, NullLogger<EventLog>.Instance);
        var reader = topics ?? new FixedTopics();
        var catalogues = new Catalogues(reader, new SiteDirectory(reader));
        Intake = new EventIntake(catalogues, new TrafficTally(clock), clock);
        Pauses = new PauseConfirmations(new TestConfirmations(), catalogues, clock);
        Clicks = new Clicks(catalogues, Intake, Log, wrapped);
        _ = Log.StartAsync(CancellationToken.None);
    }

    public TestEventStore Store { get; } = new();

    public EventLog Log { get; }

    public EventIntake Intake { get; }

    public Clicks Clicks { get; }

    public PauseConfirmations Pauses { get; }

    /// <summary>What the cluster was told.</summary>
    public ConcurrentQueue<(string Log, long Seq)> Arrivals { get; } = [];

    /// <summary>While set, telling waits for it.</summary>
    public Task? ArrivalGate { get; set; }

    public IReadOnlyList<EventLogEntry> Entries => [.. Store.Entries.Select(entry => EventLogCodec.Decode(Serializer, entry.Entry))];

    public async Task ArrivedAsync(string log, long seq)
    {
        Arrivals.Enqueue((log, seq));
        if (ArrivalGate is { } gate)
        {
            await gate;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Log.StopAsync(CancellationToken.None);
        Log.Dispose();
    }

    public static EventBatch Batch(params (string Campaign, int Number)[] events)
    {
        var batch = new EventBatch();
        foreach (var (campaign, number) in events)
        {
            batch.Add(campaign, new AdEvent { Lease = 1, Number = number, Kind = AdEventKind.Rendered, Slot = "s", Creative = "c", Hour = 1 });
        }

        return batch;
    }
}
