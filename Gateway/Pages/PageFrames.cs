using System.Collections.Immutable;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Gathers the frame of a page: the site by the Host header, and the parts that all its pages show. What a page shows is read
/// through this, so that it is known of every page what it was made from.
/// </summary>
internal sealed class PageFrames(ITopicReader topics, PlainBanners banners, TimeProvider time)
{
    private readonly TopicReads _reads = new();

    /// <summary>Null until the gateway has heard of any site: a cluster that has never answered it.</summary>
    public ValueTask<PageFrame?> Of(HttpContext context, params ImmutableArray<string> slots) => Of(context, [], slots);

    /// <param name="context">The request.</param>
    /// <param name="regions">Regions whose warnings the page shows: what stands beside them depends on it.</param>
    /// <param name="slots">Places of banners.</param>
    public async ValueTask<PageFrame?> Of(HttpContext context, ImmutableArray<WeatherRegion> regions, ImmutableArray<string> slots)
    {
        var cancellation = context.RequestAborted;
        var sites = await Read<SitesState>(TopicName.Sites, cancellation);
        if (sites is null)
        {
            return null;
        }

        var request = context.Request;
        var site = sites.State.OfHost(request.Host.Host);
        var places = await ReadSlots(site.Id, slots, cancellation);
        return new PageFrame
        {
            Site = site,
            Text = PageText.Of(request.Query["lang"]),
            Now = time.GetUtcNow(),
            Origin = request.Origin(),
            SiteOrigin = request.OriginOf(site),
            Path = RoutePath.Of(context),
            Ticker = await TryRead<TickerState>(TopicName.Ticker, cancellation),
            Breaking = await TryRead<BreakingBand>(TopicName.Breaking(site.Id), cancellation),
            Slots = places,
            Banners = await FindBanners(site.Id, places, await ShowsEmergency(regions, cancellation), cancellation),
            Reads = _reads,
        };
    }

    private async ValueTask<ImmutableDictionary<string, PageTopic<SlotState>>> ReadSlots(
        string site, ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        var slots = ImmutableDictionary.CreateBuilder<string, PageTopic<SlotState>>();
        foreach (var id in ids)
        {
            if (await TryRead<SlotState>(TopicName.Slot(site, id), cancellationToken) is { } slot)
            {
                slots.Add(id, slot);
            }
        }

        return slots.ToImmutable();
    }

    /// <summary>Read as the page reads what it shows, so that both are of one moment.</summary>
    private async ValueTask<bool> ShowsEmergency(ImmutableArray<WeatherRegion> regions, CancellationToken cancellationToken)
    {
        foreach (var region in regions)
        {
            if (await TryRead<WarningsState>(TopicName.Warnings(region), cancellationToken) is { State.HasEmergency: true })
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<ImmutableDictionary<string, PlainBanner>> FindBanners(
        string site, ImmutableDictionary<string, PageTopic<SlotState>> slots, bool emergency, CancellationToken cancellationToken)
    {
        var found = ImmutableDictionary.CreateBuilder<string, PlainBanner>();
        if (slots.Count > 0)
        {
            // Before they are chosen: if it changes meanwhile, the page is not kept rather than kept with what no longer runs.
            _reads.Add(TopicName.Catalogue(site), topics.PeekPosition(TopicName.Catalogue(site)));
        }

        foreach (var (id, slot) in slots)
        {
            if (await banners.FindAsync(slot.State, emergency, cancellationToken) is { } banner)
            {
                found.Add(id, banner);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Null where there is no such topic, or nothing of it is public.</summary>
    /// <exception cref="TopicUnavailableException">Nothing of the topic has ever arrived here, and its owner does not answer.</exception>
    public async ValueTask<PageTopic<T>?> Read<T>(TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload
    {
        var topic = await topics.Read<T>(name, cancellationToken);
        _reads.Add(name, topic is null ? null : new Position(topic.Epoch, topic.Seq));
        return topic;
    }

    /// <summary>A page is shown without the part rather than not at all.</summary>
    public async ValueTask<PageTopic<T>?> TryRead<T>(TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload
    {
        try
        {
            return await Read<T>(name, cancellationToken);
        }
        catch (TopicUnavailableException)
        {
            _reads.Add(name, null);
            return null;
        }
    }
}
