using System.Text.RegularExpressions;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Files;

/// <summary>Which files are named by anything that there is: creatives of all campaigns, what their frames load, house banners and logos.</summary>
internal sealed partial class FileReferences(SiteDirectory sites, ITopicReader topics, IMediaStore store)
{
    /// <exception cref="TopicUnavailableException">Something could not be asked: then nothing is known to be unused.</exception>
    public async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var site in (await sites.RefreshAsync(cancellationToken)).Sites)
        {
            Add(named, site.Logo);
            await AddAsync(named, site, cancellationToken);
        }

        // What is added here are pictures, which name nothing.
        foreach (var frame in named.Select(MediaName.Parse).Where(name => name is { Type: MediaType.Html }).ToList())
        {
            Add(named, await TextAsync(frame!, cancellationToken));
        }

        return named;
    }

    private async Task AddAsync(HashSet<string> named, SiteInfo site, CancellationToken cancellationToken)
    {
        var campaigns = (await topics.Refresh(TopicName.Catalogue(site.Id), cancellationToken))?.As<CatalogueState>().Campaigns ?? [];
        foreach (var creative in campaigns.SelectMany(campaign => campaign.Creatives))
        {
            Add(named, creative.ImageUrl);
            Add(named, creative.Frame);
        }

        foreach (var slot in campaigns.SelectMany(campaign => campaign.Slots).Union(SlotPlaces.All, StringComparer.Ordinal))
        {
            Add(named, (await topics.Read(TopicName.Slot(site.Id, slot), cancellationToken))?.As<SlotState>().Presentation.House?.ImageUrl);
        }
    }

    private async Task<string> TextAsync(MediaName name, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(name, cancellationToken) is not { } stream)
        {
            return "";
        }

        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static void Add(HashSet<string> named, string? text) => named.UnionWith(Name().Matches(text ?? "").Select(match => match.Value));

    [GeneratedRegex("[0-9a-f]{64}\\.(jpg|png|webp|gif|html)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();
}
