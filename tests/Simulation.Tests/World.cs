using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Gateways;
using Sokbo.Simulation.Tests.Machines;
using Sokbo.Simulation.Tests.Owners;
using Sokbo.Simulation.Tests.Pages;

namespace Sokbo.Simulation.Tests;

/// <summary>Silos with owners, gateways, pages, the network between them, and what is checked at every step.</summary>
internal sealed class World
{
    // Sizes are small, so that bounds are met; times are those of production, because invariants are about them.
    public const int OutboxBytesMax = 4_096;
    public const int FrameBytesMax = 1_500;
    private const int RingUpdatesMax = 6;
    private const int SilosCount = 2;
    private const int GatewaysCount = 2;
    private const int PagesMax = 5;

    private readonly List<GatewayNode> _gateways = [];
    private readonly List<GatewayNode> _dead = [];
    private readonly List<Page> _pages = [];
    private readonly Dictionary<GrainId, TopicName> _topics;
    private readonly Bounds _bounds;
    private int _gatewaysMade;
    private int _pagesMade;

    public World(int seed, Sabotage sabotage, Action<string>? echo)
    {
        Random = new Random(seed);
        Sabotage = sabotage;
        Trace = new Trace(echo);
        Loop = new Loop(Random);
        Trace.Clock = () => Loop.Now;
        Truth = new Truth(Loop, Trace) { Retracted = Retracted };
        Store = new Store(Loop, Random, Truth, sabotage, Trace);
        Network = new Network(Loop, Random, Trace);
        Cluster = new Cluster(Loop, Random, Network, Store, Trace);
        Topics = [TopicName.Article("a"), TopicName.Front("default"), TopicName.Slot("default", "top")];
        _topics = Topics.ToDictionary(topic => topic.Owner);
        _bounds = new Bounds(this);
        for (var i = 0; i < SilosCount; i++)
        {
            Cluster.AddSilo();
        }

        for (var i = 0; i < GatewaysCount; i++)
        {
            AddGateway();
        }
    }

    public static TopicOwnerOptions OwnerOptions { get; } = new() { RecentUpdatesMax = 5, GatewayQueueLengthMax = 8, GatewayBatchMax = 3 };

    public Random Random { get; }

    public Sabotage Sabotage { get; }

    public Trace Trace { get; }

    public Loop Loop { get; }

    public Truth Truth { get; }

    public Store Store { get; }

    public Network Network { get; }

    public Cluster Cluster { get; }

    public IReadOnlyList<TopicName> Topics { get; }

    public IReadOnlyList<GatewayNode> Gateways => _gateways;

    public IReadOnlyList<Page> Pages => _pages;

    /// <summary>True while something is broken that excuses lateness; what only loses pushes is not.</summary>
    public bool IsBroken { get; set; }

    /// <summary>When the last such thing was over.</summary>
    public long HealedAt { get; set; }

    public static DeliveryOptions GatewayOptions(int outboxBytesMax) => new()
    {
        RingUpdatesMax = RingUpdatesMax,
        OutboxBytesMax = outboxBytesMax,
        FrameBytesMax = FrameBytesMax,
    };

    public TopicName TopicOf(GrainId owner) => _topics[owner];

    public void RunFor(TimeSpan span) => Loop.RunFor(span, _bounds.Check);

    /// <summary>Between a browser and a gateway.</summary>
    public TimeSpan Latency() => TimeSpan.FromMilliseconds(1 + (Random.NextDouble() * 4));

    public GatewayNode AddGateway()
    {
        var gateway = new GatewayNode(this, $"gateway{++_gatewaysMade}", Random);
        _gateways.Add(gateway);
        return gateway;
    }

    public GatewayNode AnyGateway() => _gateways[Random.Next(_gateways.Count)];

    public void Kill(GatewayNode gateway)
    {
        Trace.Add($"{gateway} dies");
        gateway.Node.Kill();
        _gateways.Remove(gateway);
        _dead.Add(gateway);
        AddGateway();
        _pages.ForEach(page => page.Lost(gateway));
    }

    /// <summary>Somebody opens a page; where there are enough, another one is closed first.</summary>
    public void OpenPage()
    {
        if (_pages.Count == PagesMax)
        {
            var index = Random.Next(_pages.Count);
            _pages[index].Leave();
            _pages.RemoveAt(index);
        }

        var page = new Page(this, ++_pagesMade, Topics);
        _pages.Add(page);
        if (Random.Next(4) > 0)
        {
            page.Render(AnyGateway());
        }
        else
        {
            page.Connect();
        }
    }

    /// <summary>An editor or an ad desk changes something; the call comes from inside the cluster and is not repeated.</summary>
    public void Publish(TopicName topic)
    {
        var salt = (ulong)Random.NextInt64();
        var act = Random.Next(100);
        var text = new string('x', Random.Next(10) == 0 ? Random.Next(3_000) : Random.Next(60));
        _ = Cluster.ForwardAsync(topic, async (_, ledger) =>
        {
            var story = ledger.State ?? Story.Empty;
            var change = new StoryChange(story.Number + 1, salt, text);
            var isDelta = act < 75 && ledger.State is not null;
            await (act < 10 ? ledger.CommitAsync(story.Retract(salt), TopicChange.Barrier, CancellationToken.None)
                : isDelta ? ledger.CommitAsync(story.With(change), TopicChange.Delta(change), CancellationToken.None)
                : act < 90 ? ledger.CommitAsync(story.With(change), TopicChange.Snapshot, CancellationToken.None)
                : ledger.CommitAsync(story, TopicChange.None, CancellationToken.None));
            return true;
        });
    }

    /// <summary>Every page shows what the store has, and goes on hearing it.</summary>
    public void CheckThatPagesEqualOwners()
    {
        foreach (var page in _pages)
        {
            foreach (var topic in page.Topics)
            {
                var record = Store.Find(topic.Name.Owner)!;
                var position = new Position(record.Epoch, record.Seq);
                if (topic.Position != position || topic.Story != record.State)
                {
                    Loop.Violate($"Invariant 2: 2 s after everything has healed {page} shows {topic.Name} {Truth.Describe(topic.Position ?? default)} and not {Truth.Describe(position)}.");
                }
                else if (page.Connection is not { IsOpen: true } connection || topic.HeardOn != connection)
                {
                    Loop.Violate($"Invariant 2: 2 s after everything has healed {page} does not hear {topic.Name}.");
                }
            }
        }
    }

    private void Retracted(GrainId owner, TruthEntry barrier)
    {
        var at = Loop.Now;
        Loop.After(TimeSpan.FromSeconds(1), () =>
        {
            if (IsBroken || at - HealedAt < 2 * TimeSpan.TicksPerSecond)
            {
                return;
            }

            foreach (var page in _pages)
            {
                var topic = page.Topics.Single(topic => topic.Name.Owner == owner);
                if (topic.HeardOn is { IsOpen: true, IsStalled: false } connection && topic.HeardSince <= at && connection.TakesSince <= at
                    && topic.Story.Barriers < barrier.Story.Barriers)
                {
                    Loop.Violate($"Invariant 5: a second after {topic.Name} {Truth.Describe(barrier.Position)} was retracted {page} shows {Truth.Describe(topic.Position ?? default)}.");
                }
            }
        });
    }
}
