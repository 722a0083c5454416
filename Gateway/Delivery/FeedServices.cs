using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>What every feed of this process shares.</summary>
internal sealed class FeedServices(
    IGrainFactory grains,
    TopicObserver observer,
    TopicExistence existence,
    GatewayIdentity identity,
    WireMappers mappers,
    IEnumerable<ITopicChanged> listeners,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    TaskScheduler workers,
    Flushes flushes,
    Jitter jitter,
    ILogger<TopicFeed> logger)
{
    public IGrainFactory Grains => grains;

    public TopicObserver Observer => observer;

    public TopicExistence Existence => existence;

    public GatewayIdentity Identity => identity;

    public WireMappers Mappers => mappers;

    public ITopicChanged[] Listeners { get; } = [.. listeners];

    public DeliveryOptions Options { get; } = options.Value;

    public TimeProvider Time => time;

    /// <summary>Runs what must not run on its caller's stack: the thread pool, unless a test decides the order itself.</summary>
    public TaskScheduler Workers => workers;

    public Flushes Flushes => flushes;

    public Jitter Jitter => jitter;

    public ILogger<TopicFeed> Logger => logger;
}
