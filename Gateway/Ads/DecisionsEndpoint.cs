using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Ads;

/// <summary>Which banners a page shows now.</summary>
internal sealed class DecisionsEndpoint(
    AdDecider decider, FrameOrigins frames, SiteDirectory sites, Visits visits, IOptions<JsonOptions> json)
{
    public const long BodyBytesMax = 16 * 1024;

    private const int SlotsMax = 20;

    private static readonly string HowMany = $"Must be 1 to {SlotsMax} ids.";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var request = await JsonBody.ReadAsync<DecisionsRequest>(context.Request, json.Value.SerializerOptions, context.RequestAborted);
        if (request is null)
        {
            throw new ApiProblemException(ProblemCodes.BodyRequired, "Send the slots that the page has: {\"slots\":[\"side\"]}.");
        }

        if (Check(request) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var site = request.Site ?? SiteOf(context.Request, sites);
        var decisions = await decider.DecideAsync(site, request, context.Request.Headers.UserAgent, visits.Of(context.Request), context.RequestAborted);
        JsonAnswer.Write(context.Response, decisions.InFramesOf(frames, context.Request), AdsJson.Default.DecisionsResponse);
    }

    public static string SiteOf(HttpRequest request, SiteDirectory sites) =>
        sites.Of(request)?.Id ?? SiteInfo.DefaultId;

    private static ProblemHttpResult? Check(DecisionsRequest request)
    {
        var errors = new RequestErrors();
        errors.Check(request.Slots.Count is > 0 and <= SlotsMax, "/slots", HowMany);
        errors.Check(request.Slots.All(slot => slot is { Length: <= 200 }), "/slots", "Must be ids of slots.");
        errors.Check(request.Site is null || Identifier.IsValid(request.Site), "/site", "Must be the id of a site.");
        request.Page?.Check(errors, "/page");
        return errors.Any ? errors.Problem() : null;
    }
}
