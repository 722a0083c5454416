using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>Reads feeds from this gateway's memory: the site by the Host header, its feed or that of a section.</summary>
internal sealed class FeedReader(ITopicReader topics, IOptions<WebSubOptions> webSub)
{
    /// <summary>The site that the request is for; null until the gateway has heard of any.</summary>
    public async ValueTask<SiteInfo?> SiteAsync(HttpContext context) =>
        (await topics.Read<SitesState>(TopicName.Sites, context.RequestAborted))?.State.OfHost(context.Request.Host.Host);

    /// <summary>Null where the site has no such section.</summary>
    public async ValueTask<FeedView?> ReadAsync(HttpContext context, SiteInfo site, string? section)
    {
        var info = site.Sections.FirstOrDefault(other => other.Id == section);
        if (section is not null && info is null)
        {
            return null;
        }

        var name = section is null ? TopicName.Feed(site.Id) : TopicName.Feed(site.Id, section);
        var feed = await topics.Read<ArticleFeed>(name, context.RequestAborted);
        var path = RoutePath.Of(context);
        return new FeedView
        {
            Site = site,
            Section = info,
            Feed = feed?.State ?? Nothing,
            Origin = context.Request.OriginOf(site),
            Path = path,
            Hub = WebSubFeeds.Files.Contains(Path.GetFileName(path)) ? webSub.Value.Hub : "",
        };
    }

    /// <summary>Of a site that is older than its feed and has published nothing since.</summary>
    private static ArticleFeed Nothing { get; } = new() { ChangedAt = DateTimeOffset.UnixEpoch };
}
