using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal static class CreativesEndpoints
{
    public static void MapCreatives(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("creatives", "Ads", bodyBytesMax: 1024 * 1024);
        group.RequireRoles(Role.AdOps | Role.Advertiser);
        group.MapPost("/", Create).Creates().WithSummary("Adds a banner to a campaign.");
        group.MapGet("/{id}", Get).WithSummary("A banner.");
        group.MapPut("/{id}", Put).WithSummary("Replaces or pauses a banner; what was replaced leaves all pages at once.");
    }

    private static async Task<Results<Created<CreativeResponse>, ProblemHttpResult>> Create(
        CreativeRequest request, Operation operation, Caller caller, CreativeCheck check, IGrainFactory grains, HttpRequest http, HttpResponse response, CancellationToken cancellationToken)
    {
        var (errors, checkedRequest) = await check.CheckAsync(request, http, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var id = request.CampaignId ?? "";
        var (_, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = await grains.GetGrain<ICampaignGrain>(id).AddCreative(Draft(checkedRequest, caller), new AdsAct(operation.Id, default), cancellationToken);
        if (Find(outcome.Campaign, outcome.CreativeId) is not { } creative)
        {
            return AdsAnswers.Refusal(outcome.Verdict, "campaign", id, outcome.Campaign?.Revision ?? 0);
        }

        ETags.Set(response, creative.Revision);
        return TypedResults.Created($"{ApiGroup.Prefix}/creatives/{creative.Id}", CreativeResponse.Of(creative));
    }

    private static async Task<Results<Ok<CreativeResponse>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(ICampaignGrain.CampaignOf(id), caller, grains, cancellationToken);
        if (refusal is not null || Find(campaign, id) is not { } creative)
        {
            return refusal is { StatusCode: StatusCodes.Status403Forbidden } ? refusal : ApiProblem.NotFound("creative", id);
        }

        ETags.Set(response, creative.Revision);
        return TypedResults.Ok(CreativeResponse.Of(creative));
    }

    private static async Task<Results<Ok<CreativeResponse>, ProblemHttpResult>> Put(
        string id, CreativeRequest request, IfMatch ifMatch, Operation operation, Caller caller, CreativeCheck check, IGrainFactory grains, HttpRequest http, HttpResponse response, CancellationToken cancellationToken)
    {
        var (errors, checkedRequest) = await check.CheckAsync(request, http, cancellationToken);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var campaignId = ICampaignGrain.CampaignOf(id);
        var (_, refusal) = await CampaignAccess.FindAsync(campaignId, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal is { StatusCode: StatusCodes.Status403Forbidden } ? refusal : ApiProblem.NotFound("creative", id);
        }

        if (request.CampaignId is { } named && named != campaignId)
        {
            return ApiProblem.Create(ProblemCodes.ValidationFailed, "The campaign of a creative is fixed.", [new ProblemError("/campaignId", "Fixed.")]);
        }

        var act = new AdsAct(operation.Id, ifMatch.Expectation);
        var outcome = await grains.GetGrain<ICampaignGrain>(campaignId).UpdateCreative(id, Draft(checkedRequest, caller), act, cancellationToken);
        var creative = Find(outcome.Campaign, id);
        if (outcome.Verdict != AdsVerdict.Done || creative is null)
        {
            return AdsAnswers.Refusal(creative is null ? AdsVerdict.NotFound : outcome.Verdict, "creative", id, creative?.Revision ?? 0);
        }

        ETags.Set(response, creative.Revision);
        return TypedResults.Ok(CreativeResponse.Of(creative));
    }

    private static Creative? Find(CampaignDetails? campaign, string id) =>
        campaign?.Creatives.FirstOrDefault(creative => creative.Id == id);

    /// <summary>Ad operations have looked at what they send themselves.</summary>
    internal static CreativeDraft Draft(CreativeRequest request, Caller caller) => new()
    {
        Kind = CreativeKinds.Parse(request.Kind) ?? throw new InvalidOperationException("It was not checked."),
        Text = request.Text,
        LandingUrl = request.LandingUrl,
        Weight = request.Weight,
        ImageUrl = request.ImageUrl ?? "",
        Frame = request.Frame ?? "",
        Width = request.Width ?? 0,
        Height = request.Height ?? 0,
        Paused = request.Paused,
        Start = request.Start,
        End = request.End,
        NeedsApproval = !caller.Has(Role.AdOps),
    };
}
