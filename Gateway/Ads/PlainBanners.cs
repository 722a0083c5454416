using System.Collections.Immutable;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// Banners of flat-period campaigns for pages as they are rendered, for readers without script. What runs is decided by
/// the rules and the catalogue that tickets are decided by. Whatever has a goal needs numbers, which a page has no use for.
/// </summary>
/// <remarks>
/// The choice depends on nothing but the slot's candidates (ids, weights and content versions, in the order of their ids)
/// and the number of the current minute since 1970. So all gateways choose alike, a page rendered twice within the minute
/// is the same page to caches, and over as many minutes as the weights sum up to each banner has exactly its share.
/// </remarks>
internal sealed class PlainBanners(ITopicReader topics)
{
    private const int SlotsMax = 10_000;

    /// <summary>The choice of the current minute for each slot. Made again, it costs a moment's work.</summary>
    private readonly BoundedMap<string, Choice> _choices = new(SlotsMax, StringComparer.Ordinal);

    /// <summary>Null where nothing may run now, or where it is not known within the last second what may: the house line stands there then.</summary>
    /// <param name="catalogue">Of the slot's site.</param>
    /// <param name="slot">Where it stands.</param>
    /// <param name="emergency">The page shows a weather warning of the highest level.</param>
    /// <param name="clock">Of the page.</param>
    public PlainBanner? Find(TopicView catalogue, SlotState slot, bool emergency, PageClock clock)
    {
        if (!AdDecider.IsConfirmed(catalogue))
        {
            return null;
        }

        ImmutableArray<AdCandidate> candidates = [.. CandidateRules.Of(catalogue.As<CatalogueState>(), slot, clock.HasPassed)
            .Where(candidate => candidate.Campaign.Pricing == Pricing.Flat && (!emergency || candidate.Campaign.Rules.BesideEmergency))
            .Select(candidate => candidate with { Creatives = candidate.Creatives.RemoveAll(creative => creative.Kind == CreativeKind.Html) })
            .Where(candidate => !candidate.Creatives.IsEmpty)];
        if (candidates.IsEmpty)
        {
            return null;
        }

        var (campaign, creative) = candidates is [{ Creatives.Length: 1 }]
            ? (0, 0)
            : Choose($"{slot.Site}/{slot.Id}{(emergency ? "!" : "")}", candidates, clock.Minute.ToUnixTimeSeconds() / 60);
        var shown = candidates[campaign].Creatives[creative];
        return new PlainBanner(AdCreative.Of(candidates[campaign].Campaign, shown), $"/ads/plain/{shown.Id}");
    }

    /// <summary>The address that the creative has now; a campaign that was paused or has ended still leads there. Null for no creative of the site.</summary>
    public async ValueTask<string?> LandingUrlAsync(string site, string creativeId, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(creativeId) || await CatalogueAsync(site, cancellationToken) is not { } view)
        {
            return null;
        }

        var campaign = view.As<CatalogueState>().Find(ICampaignGrain.CampaignOf(creativeId));
        return campaign?.Creatives.FirstOrDefault(creative => creative.Id == creativeId) is { } found
            ? LandingMacros.Fill(found.LandingUrl, site, "", campaign, found.Id)
            : null;
    }

    private async ValueTask<TopicView?> CatalogueAsync(string site, CancellationToken cancellationToken)
    {
        try
        {
            var topic = TopicName.Catalogue(site);
            return topics.Peek(topic) ?? await topics.Read(topic, cancellationToken);
        }
        catch (TopicUnavailableException)
        {
            return null;
        }
    }

    private (int Campaign, int Creative) Choose(string slot, ImmutableArray<AdCandidate> candidates, long minute)
    {
        var signature = SlotRotation.SignatureOf(candidates);
        if (_choices.TryGetValue(slot, out var standing) && standing.Minute == minute && standing.Signature == signature)
        {
            return standing.Places;
        }

        var places = SlotRotation.At(candidates, minute);
        _choices.Set(slot, new Choice(minute, signature, places));
        return places;
    }

    private sealed record Choice(long Minute, string Signature, (int Campaign, int Creative) Places);
}
