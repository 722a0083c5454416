using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Ads.Decisions;

internal static class ExplainEndpoints
{
    public static void MapDecisionExplanations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("decisions", "Ads");
        group.RequireRoles(Role.AdOps | Role.Advertiser);
        group.MapGet("/{id}/explain", Explain).WithSummary("Why a banner was chosen, and by what each other campaign lost.");
    }

    private static Results<Ok<ExplanationResponse>, ProblemHttpResult> Explain(string id, Caller caller, DecisionJournal journal)
    {
        if (!DecisionId.TryParse(id, out var decision))
        {
            return ApiProblem.NotFound("decision", id);
        }

        var standing = journal.Read(decision, out var record);
        return standing switch
        {
            DecisionStanding.Elsewhere => ApiProblem.Create(
                ProblemCodes.DecisionElsewhere,
                $"The decision was made by run {DecisionId.RunText(decision.Run)} of a gateway, and this is run {DecisionId.RunText(journal.Run)}. "
                + "Each gateway keeps its own: ask the one whose decisions begin with that run. A gateway that has restarted knows nothing of its earlier runs."),
            DecisionStanding.Expired => ApiProblem.Create(
                ProblemCodes.DecisionExpired, "The decision was made here and is not kept any more. Ads__Decisions__… says how long decisions are kept."),
            DecisionStanding.Unknown => ApiProblem.NotFound("decision", id),
            _ when !caller.MayUseSite(record!.Catalogue.Site) => ApiProblem.WrongSite(record.Catalogue.Site),
            _ => TypedResults.Ok(Response(record, caller)),
        };
    }

    /// <summary>An advertiser learns what became of its own campaigns, and nothing of those of others.</summary>
    private static ExplanationResponse Response(RecordedDecision record, Caller caller)
    {
        var explainer = new DecisionExplainer(record);
        var all = caller.Has(Role.AdOps);
        var choice = record.Choice;
        var shown = explainer.Winner is { } winner && caller.MayUseAccount(winner.AdvertiserId) ? winner : null;
        return new ExplanationResponse
        {
            Decision = record.Id.ToString(),
            Site = record.Catalogue.Site,
            Slot = record.Slot.Id,
            At = record.At,
            Catalogue = record.Catalogue.Position.ToString(),
            Reason = ReasonCodes.Of(choice.Reason),
            Campaign = shown?.Id,
            Creative = shown is null ? null : explainer.Creative!.ShownId,
            Lease = shown is null ? null : choice.Number.Lease,
            Number = shown is null ? null : choice.Number.Number,
            Rotation = all && choice.SetCount > 1 ? RotationResponse.Of(choice.CampaignTurn) : null,
            CreativeRotation = shown is not null && explainer.CreativesFit > 1 ? RotationResponse.Of(choice.CreativeTurn) : null,
            Page = all ? [.. explainer.Page()] : null,
            Repeats = explainer.Repeats(),
            Campaigns =
            [
                .. explainer.Campaigns()
                    .Where(row => caller.MayUseAccount(row.Campaign.AdvertiserId))
                    .Select(row => new CampaignReasonResponse(row.Campaign.Id, row.Campaign.Name, row.Reason)),
            ],
        };
    }
}
