using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Sokbo.Grains.Delivery;

/// <summary>What every topic owner needs, as one constructor parameter.</summary>
internal sealed class TopicGrainServices(
    SiloTopics topics,
    IStoreIncarnation incarnation,
    IOptions<TopicOwnerOptions> options,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILoggerFactory loggers,
    [FromKeyedServices(StorageNames.Default)] IGrainStorage storage)
{
    public SiloTopics Topics => topics;

    public IStoreIncarnation Incarnation => incarnation;

    public TopicOwnerOptions Options => options.Value;

    public string Silo { get; } = silo.SiloAddress.ToParsableString();

    public TimeProvider Time => time;

    public IGrainStorage Storage => storage;

    public ILogger Logger { get; } = loggers.CreateLogger("Sokbo.Grains.Delivery.TopicGrain");
}
