using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>Links that show a campaign to whoever has them.</summary>
internal static class LinksEndpoints
{
    private static readonly TimeSpan LifeMax = TimeSpan.FromDays(2 * 366);

    public static void MapCampaignLinks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns/{id}/links", "Ads", bodyBytesMax: 4 * 1024);
        group.MapPost("/", Create).Creates().RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Makes a link that shows the campaign's live page without a key.");
        group.MapGet("/", List).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("The links of a campaign that were not revoked, oldest first.");
        group.MapDelete("/{link}", Revoke).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Revokes a link: its open pages close at once.");
    }

    private static async Task<Results<Created<LinkResponse>, ProblemHttpResult>> Create(
        string id, LinkRequest request, Operation operation, Caller caller, IGrainFactory grains, CampaignLinks links, TimeProvider time, HttpRequest http,
        CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        errors.CheckText(request.Label, "/label", CampaignLink.LabelLengthMax, required: true);
        errors.Check(request.Until > now && request.Until <= now + LifeMax, "/until", "Must be in the future, two years ahead at most.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(request.Until.ToUnixTimeSeconds());
        var outcome = await grains.GetGrain<ICampaignGrain>(id).AddLink(request.Label, until, caller.Holder, new AdsAct(operation.Id, default), cancellationToken);
        if (outcome.Verdict != AdsVerdict.Done)
        {
            return outcome.Verdict == AdsVerdict.Full
                ? ApiProblem.Create(ProblemCodes.LimitReached, $"The campaign has {CampaignLink.LinksMax} links, which is as many as it takes. Revoke one.")
                : AdsAnswers.Refusal(outcome.Verdict, "campaign", id, campaign!.Revision);
        }

        if (outcome.Campaign!.Links.FirstOrDefault(link => link.Id == operation.Id) is not { } made)
        {
            // A repetition after it was revoked.
            return ApiProblem.NotFound("link", operation.Id);
        }

        var token = new LinkToken(campaign!.Owner.Site, id, made.Id, made.Until);
        if (await links.SignAsync(token, cancellationToken) is not { } signed)
        {
            return ApiProblem.Create(ProblemCodes.ClusterUnavailable, "The key of the site cannot be had now. Repeat the call with the same Idempotency-Key.");
        }

        var response = LinkResponse.Of(made) with { Url = $"{http.Scheme}://{http.Host}{AdvertiserPages.Path}/{signed}" };
        return TypedResults.Created($"{ApiGroup.Prefix}/campaigns/{id}/links/{made.Id}", response);
    }

    private static async Task<Results<Ok<LinkResponse[]>, ProblemHttpResult>> List(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        return refusal is null ? TypedResults.Ok(campaign!.Links.Select(LinkResponse.Of).ToArray()) : refusal;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string id, string link, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!Identifier.IsValid(link) || campaign!.Links.All(known => known.Id != link))
        {
            return ApiProblem.NotFound("link", link);
        }

        await grains.GetGrain<ICampaignGrain>(id).RevokeLink(link, new AdsAct(operation.Id, default), cancellationToken);
        return TypedResults.NoContent();
    }
}
