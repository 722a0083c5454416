using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>Ad operations look at what advertisers send before anybody else sees it.</summary>
internal static class CreativeApprovalEndpoints
{
    public static void MapCreativeApprovals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("creatives", "Ads", bodyBytesMax: 64 * 1024);
        group.RequireRoles(Role.AdOps);
        group.MapPost("/{id}/approve", Approve).WithSummary("Lets a banner be shown.");
        group.MapPost("/{id}/reject", Reject).WithSummary("Refuses a banner with a reason; where it is shown, it leaves all pages at once.");
    }

    private static Task<Results<Ok<CreativeResponse>, ProblemHttpResult>> Approve(
        string id, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken) =>
        DecideAsync(id, true, "", new AdsAct(operation.Id, ifMatch.Expectation), caller, grains, response, cancellationToken);

    private static async Task<Results<Ok<CreativeResponse>, ProblemHttpResult>> Reject(
        string id, RejectRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Reason, "/reason", CreativeDraft.ApprovalReasonLengthMax, required: true);
        return errors.Any
            ? errors.Problem()
            : await DecideAsync(id, false, request.Reason, new AdsAct(operation.Id, ifMatch.Expectation), caller, grains, response, cancellationToken);
    }

    private static async Task<Results<Ok<CreativeResponse>, ProblemHttpResult>> DecideAsync(
        string id, bool approved, string reason, AdsAct act, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var campaign = ICampaignGrain.CampaignOf(id);
        var (_, refusal) = await CampaignAccess.FindAsync(campaign, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal is { StatusCode: StatusCodes.Status403Forbidden } ? refusal : ApiProblem.NotFound("creative", id);
        }

        var outcome = await grains.GetGrain<ICampaignGrain>(campaign).Approve(id, approved, reason, act, cancellationToken);
        var creative = outcome.Campaign?.Creatives.FirstOrDefault(creative => creative.Id == id);
        if (outcome.Verdict != AdsVerdict.Done || creative is null)
        {
            return AdsAnswers.Refusal(creative is null ? AdsVerdict.NotFound : outcome.Verdict, "creative", id, creative?.Revision ?? 0);
        }

        ETags.Set(response, creative.Revision);
        return TypedResults.Ok(CreativeResponse.Of(creative));
    }
}
