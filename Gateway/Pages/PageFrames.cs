using System.Collections.Immutable;
using Microsoft.Extensions.Options;
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
internal sealed class PageFrames(ITopicReader topics, PlainBanners banners, IOptions<DeliveryOptions> options, TimeProvider time)
{
    private readonly TopicReads _reads = new(TimeSpan.FromMilliseconds(options.Value.UnknownMilliseconds + options.Value.LookupMilliseconds));

    // Before anything is read: what was confirmed at a reading was so then at least.
    private readonly PageClock _clock = new(time.GetUtcNow());

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
            Clock = _clock,
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
        if (slots.IsEmpty || await TryView(TopicName.Catalogue(site), cancellationToken) is not { } catalogue)
        {
            return found.ToImmutable();
        }

        if (!AdDecider.IsConfirmed(catalogue))
        {
            _reads.LeaveOut();
        }

        foreach (var (id, slot) in slots)
        {
            if (banners.Find(catalogue, slot.State, emergency, _clock) is { } banner)
            {
                found.Add(id, banner);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Null where there is no such topic, or nothing of it is public.</summary>
    /// <exception cref="TopicUnavailableException">Nothing of the topic has ever arrived here, and its owner does not answer.</exception>
    public async ValueTask<PageTopic<T>?> Read<T>(TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload =>
        (await View(name, cancellationToken))?.ForPage<T>();

    /// <summary>A page is shown without the part rather than not at all.</summary>
    public async ValueTask<PageTopic<T>?> TryRead<T>(TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload =>
        (await TryView(name, cancellationToken))?.ForPage<T>();

    private async ValueTask<TopicView?> TryView(TopicName name, CancellationToken cancellationToken)
    {
        try
        {
            return await View(name, cancellationToken);
        }
        catch (TopicUnavailableException)
        {
            _reads.AddUnread(name);
            return null;
        }
    }

    private async ValueTask<TopicView?> View(TopicName name, CancellationToken cancellationToken)
    {
        var view = await topics.Read(name, cancellationToken);
        _reads.Add(name, view);
        return view;
    }
}
