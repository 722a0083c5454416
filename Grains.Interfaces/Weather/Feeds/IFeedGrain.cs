using Orleans.Concurrency;

namespace Sokbo.Grains.Interfaces.Weather.Feeds;

/// <summary>Pulls one source for the whole cluster; the key is one of <see cref="FeedIds"/>.</summary>
[Alias("weather.IFeedGrain")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Makes the source be pulled from now on, where it is turned on. Harmless when it is already.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>How the source is; also while a call to it is under way.</summary>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<FeedStatus> Status(CancellationToken cancellationToken);
}
