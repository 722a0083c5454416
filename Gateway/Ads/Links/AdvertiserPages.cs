using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Ads.Money;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Events;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Pages.Components;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>
/// The pages that a link shows. They hold what is for one advertiser only: kept by no cache, listed by no search engine,
/// told to no other page by a referrer. Nothing on them asks for a banner, so looking at them counts nothing.
/// </summary>
internal sealed class AdvertiserPages(IServiceProvider services, ILoggerFactory loggers, ITopicReader topics, SiteDirectory sites, FrameOrigins frames, IGrainFactory grains, TimeProvider time)
{
    public const string Path = "/advertiser";

    private const int MocksMax = 12;

    public async Task<IResult> CampaignAsync(HttpContext context, string text, LinkedCampaign linked, CancellationToken cancellationToken)
    {
        if (await topics.Read(TopicName.Statistics(linked.Campaign!.Id), cancellationToken) is not { State: BudgetState state }
            || await sites.FindAsync(linked.Token!.Site, cancellationToken) is not { } site)
        {
            return await MessageAsync(context, LinkStanding.Gone);
        }

        var months = await grains.GetGrain<IBudgetGrain>(linked.Campaign.Id).ReadMonths(cancellationToken);
        var mocks = await MocksAsync(linked.Token.Site, linked.Campaign, frames.Of(context.Request), cancellationToken);
        var view = new AdvertiserView
        {
            Text = TextOf(context),
            Site = site,
            Campaign = linked.Campaign,
            State = state,
            Months = [.. months.Reverse()],
            Mocks = mocks,
            Path = $"{Path}/{text}",
            StreamPath = $"{EventsEndpoint.LinksPath}/{text}",
            Now = time.GetUtcNow(),
        };
        return await RenderAsync<AdvertiserPage>(context, new() { ["View"] = view }, StatusCodes.Status200OK, mocks);
    }

    public async Task<IResult> CampaignStatementAsync(HttpContext context, LinkedCampaign linked, int month, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IBudgetGrain>(linked.Campaign!.Id).ReadMonth(month, cancellationToken) is not { } account
            || await sites.FindAsync(linked.Token!.Site, cancellationToken) is not { } site
            || await grains.GetGrain<IAdvertiserGrain>(linked.Campaign.AdvertiserId).Read(cancellationToken) is not { } advertiser)
        {
            return await MessageAsync(context, LinkStanding.Gone);
        }

        return await StatementAsync(context, Statement.Of(month, account.Closed, site, advertiser, [account], time.GetUtcNow()));
    }

    public Task<IResult> StatementAsync(HttpContext context, Statement statement) =>
        RenderAsync<StatementPage>(context, new() { ["Statement"] = statement, ["Text"] = TextOf(context) }, StatusCodes.Status200OK, []);

    public Task<IResult> MessageAsync(HttpContext context, LinkStanding standing) => RenderAsync<LinkMessagePage>(
        context,
        new() { ["Text"] = TextOf(context), ["Gone"] = standing == LinkStanding.Gone },
        standing == LinkStanding.Gone ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound,
        []);

    private static AdvertiserText TextOf(HttpContext context) => AdvertiserText.Of(ReportLanguage.Of(context.Request));

    /// <summary>Creatives that are shown, will be, or wait to be looked at, in every slot of the campaign that they fit.</summary>
    private async Task<ImmutableArray<SlotMock>> MocksAsync(string site, CatalogueCampaign campaign, string? frameOrigin, CancellationToken cancellationToken)
    {
        var slots = new List<SlotState>();
        foreach (var id in campaign.Slots)
        {
            if (await topics.Read(TopicName.Slot(site, id), cancellationToken) is { State: SlotState slot })
            {
                slots.Add(slot);
            }
        }

        var now = time.GetUtcNow();
        return
        [
            .. campaign.Creatives
                .Where(creative => !creative.Paused && creative.Approval != CreativeApproval.Rejected && !(creative.End <= now) && (creative.Kind != CreativeKind.Html || frameOrigin is not null))
                .SelectMany(creative => slots.Select(slot => MockOf(creative, slot, frameOrigin)).OfType<SlotMock>())
                .Take(MocksMax),
        ];
    }

    private static SlotMock? MockOf(Creative creative, SlotState slot, string? frameOrigin) =>
        AdSize.TryParse(slot.Sizes.FirstOrDefault(), out var width, out var height) && SlotFit.HasSizeFor(slot, creative)
            ? new SlotMock
            {
                Creative = creative,
                Slot = slot.Id,
                PlaceWidth = width,
                PlaceHeight = height,
                FrameUrl = creative.Kind == CreativeKind.Html ? frameOrigin + FrameEndpoints.PathPrefix + creative.Frame : null,
            }
            : null;

    private async Task<IResult> RenderAsync<T>(HttpContext context, Dictionary<string, object?> parameters, int status, ImmutableArray<SlotMock> mocks)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        SetHeaders(context.Response.Headers, mocks);
        return Results.Text(KoreanDots.ReadableMarkup(html), "text/html", Encoding.UTF8, status);
    }

    /// <summary>Nothing comes from elsewhere but pictures and frames of the campaign's own creatives, and nobody puts the page into a frame.</summary>
    private static void SetHeaders(IHeaderDictionary headers, ImmutableArray<SlotMock> mocks)
    {
        headers.ContentSecurityPolicy = string.Join("; ", [
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            string.Join(' ', ["img-src 'self'", .. OriginsOf(mocks.Select(mock => mock.Creative.ImageUrl).Where(image => image.StartsWith("https://", StringComparison.Ordinal)))]),
            string.Join(' ', ["frame-src", .. OriginsOf(mocks.Select(mock => mock.FrameUrl).OfType<string>()).DefaultIfEmpty("'none'")]),
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]);
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    private static IEnumerable<string> OriginsOf(IEnumerable<string> addresses) =>
        addresses.Select(address => new Uri(address).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);
}
