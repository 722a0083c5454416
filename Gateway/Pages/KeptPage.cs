using System.Collections.Immutable;

namespace Sokbo.Gateway.Pages;

/// <summary>A page, all that it was made from, and the route that it belongs to.</summary>
internal sealed class KeptPage(RenderedPage page, ImmutableArray<TopicRead> reads, Endpoint route)
{
    private int _renewed;

    public RenderedPage Page => page;

    public ImmutableArray<TopicRead> Reads => reads;

    public Endpoint Route => route;

    /// <summary>True for one caller: who is to have it rendered again while the others are still answered with it.</summary>
    public bool TryRenew() => Interlocked.Exchange(ref _renewed, 1) == 0;
}
