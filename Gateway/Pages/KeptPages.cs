using System.Collections.Immutable;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Pages by their address, as they were sent last. While every topic that a page was made from stands where it stood, a
/// request for it is answered here: before routing, without a handler, from bytes and headers that are there.
/// </summary>
/// <remarks>
/// Nothing of it is announced or invalidated: each request compares positions, so a page cannot outlive what it shows by one
/// request. What depends on the clock alone is the reason why a page is rendered again after a second, by one request while the
/// others are answered with what there is, and is not sent after two, nor in another minute. The host name is in the address,
/// which a stranger can vary.
/// </remarks>
internal sealed class KeptPages(ITopicReader topics, TimeProvider time)
{
    private const int EntriesMax = 500;

    private static readonly TimeSpan RenewedAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(2);

    private readonly BoundedMap<PageAddress, KeptPage> _pages = new(EntriesMax);

    /// <summary>Since when this program makes pages.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>Answers with the page that is kept, or lets <paramref name="next"/> answer.</summary>
    public RequestDelegate Before(RequestDelegate next) => context =>
    {
        var now = time.GetUtcNow();
        if (PageAddress.Of(context.Request) is not { } address || !_pages.TryGetValue(address, out var kept) || !Holds(kept, now))
        {
            return next(context);
        }

        PagesMetrics.Kept.Inc();

        // Requests are measured by their route, which has not been looked for.
        context.SetEndpoint(kept.Route);
        return PageAnswer.SendAsync(context, kept.Page, now);
    };

    /// <summary>Keeps what this request is answered with, where its route lets it be kept (<see cref="PagesEndpoints"/>).</summary>
    public void Keep(HttpContext context, RenderedPage page, ImmutableArray<TopicRead> reads)
    {
        PagesMetrics.Rendered.Inc();
        if (PageAddress.Of(context.Request) is not { } address || context.GetEndpoint() is not { } route || route.Metadata.GetMetadata<KeptPageMetadata>() is null)
        {
            return;
        }

        _pages.Set(address, new KeptPage(page, reads, route));
    }

    private bool Holds(KeptPage kept, DateTimeOffset now)
    {
        var then = kept.Page.RenderedAt;
        var age = (now - then).Duration();
        if (age >= AgeMax || PageMinute.Of(now) != PageMinute.Of(then))
        {
            return false;
        }

        foreach (var read in kept.Reads)
        {
            if (topics.PeekPosition(read.Topic) != read.Position || (kept.Page.Banners > 0 && read.Topic.Kind == TopicKind.Catalogue && !IsConfirmed(read.Topic)))
            {
                return false;
            }
        }

        return age < RenewedAfter || !kept.TryRenew();
    }

    /// <summary>A banner is shown only while it is known that it still may.</summary>
    private bool IsConfirmed(TopicName catalogue) => topics.Peek(catalogue) is { } view && AdDecider.IsConfirmed(view);
}
