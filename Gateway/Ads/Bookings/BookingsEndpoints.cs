using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Bookings;

/// <summary>Asking for room, and changes of several campaigns at once.</summary>
internal static class BookingsEndpoints
{
    private const int BulkMax = 200;

    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        var campaigns = routes.MapApi("campaigns", "Ads", bodyBytesMax: 64 * 1024);
        campaigns.MapPost("/availability", Check).RequireRoles(Role.AdOps).WithSummary("Says what a booking could count on, and books nothing.");
        campaigns.MapPost("/{id}/copy", Copy).Creates().RequireRoles(Role.AdOps).WithSummary("Books a campaign again with new dates and the same creatives.");
        campaigns.MapPost("/bulk/pause", Pause).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Pauses campaigns, all or none.");
        campaigns.MapPost("/bulk/resume", Resume).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Lets campaigns run again, all or none.");
        var creatives = routes.MapApi("creatives", "Ads", bodyBytesMax: 64 * 1024);
        creatives.MapPost("/bulk/approve", Approve).RequireRoles(Role.AdOps).WithSummary("Lets creatives be shown, all or none.");
    }

    private static async Task<Results<Ok<AvailabilityResponse>, ProblemHttpResult>> Check(
        AvailabilityRequest request, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        CampaignsEndpoints.Check(request.Campaign, errors, "/campaign");
        errors.Check(request.Replaces is null || Identifier.IsValid(request.Replaces), "/replaces", "Must be the id of a campaign.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        var site = request.Campaign.SiteOrDefault;
        return await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken) is { } refusal
            ? refusal
            : TypedResults.Ok(AvailabilityResponse.Of(
                await grains.GetGrain<IBookingsGrain>(site).Check(CampaignsEndpoints.Draft(request.Campaign), request.Replaces ?? "", cancellationToken), caller));
    }

    private static async Task<Results<Created<CampaignResponse>, ProblemHttpResult>> Copy(
        string id, CopyRequest request, Operation operation, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken, bool allowOverbooking = false)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        refusal ??= BookingAnswers.OverbookingRefusal(allowOverbooking, caller);
        if (refusal is null && campaign!.Owner.Sample && !caller.Has(Role.Operator))
        {
            refusal = ApiProblem.Create(ProblemCodes.WrongRole, "Only operators make samples (견본), and this is one.");
        }

        var errors = new RequestErrors();
        if (refusal is null)
        {
            CampaignCopy.Check(request, campaign!, errors);
            refusal = errors.Any ? errors.Problem() : null;
        }

        return refusal is not null
            ? refusal
            : await CampaignsEndpoints.BookAsync(CampaignCopy.Of(request, campaign!, operation.Id), campaign!.Owner.Site, operation, allowOverbooking, caller, grains, response, cancellationToken);
    }

    private static Task<Results<Ok<CampaignResponse[]>, ProblemHttpResult>> Pause(
        BulkRequest request, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ApplyAsync(
            "ids", [.. request.Ids.Select(id => new BatchStep { Kind = BatchStepKind.Pause, Campaign = id ?? "" })], false, operation, caller, grains, cancellationToken);

    private static Task<Results<Ok<CampaignResponse[]>, ProblemHttpResult>> Resume(
        BulkRequest request, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken, bool allowOverbooking = false) =>
        ApplyAsync(
            "ids", [.. request.Ids.Select(id => new BatchStep { Kind = BatchStepKind.Resume, Campaign = id ?? "" })], allowOverbooking, operation, caller, grains, cancellationToken);

    private static Task<Results<Ok<CampaignResponse[]>, ProblemHttpResult>> Approve(
        BulkApprovalRequest request, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ApplyAsync(
            "creatives",
            [.. request.Creatives.Select(creative => new BatchStep
            {
                Kind = BatchStepKind.Approve,
                Campaign = ICampaignGrain.CampaignOf(creative?.Id ?? ""),
                Creative = creative?.Id ?? "",
                Revision = creative?.Revision ?? 0,
            })],
            false,
            operation,
            caller,
            grains,
            cancellationToken);

    private static async Task<Results<Ok<CampaignResponse[]>, ProblemHttpResult>> ApplyAsync(
        string member, BatchStep[] steps, bool allowOverbooking, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (BookingAnswers.OverbookingRefusal(allowOverbooking, caller) is { } wrongRole)
        {
            return wrongRole;
        }

        var errors = new RequestErrors();
        errors.Check(steps.Length is > 0 and <= BulkMax, $"/{member}", $"Must be 1 to {BulkMax} of them.");
        errors.Check(steps.DistinctBy(step => (step.Campaign, step.Creative)).Count() == steps.Length, $"/{member}", "The same one stands twice.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        var found = await Task.WhenAll(steps.Select(step => CampaignAccess.FindAsync(step.Campaign, caller, grains, cancellationToken)));
        var problems = found.Index().Where(pair => pair.Item.Refusal is not null)
            .Select(pair => new ProblemError($"/{member}/{pair.Index}", pair.Item.Refusal!.ProblemDetails.Detail!)).ToList();
        var site = found.FirstOrDefault(pair => pair.Campaign is not null).Campaign?.Owner.Site;
        problems.AddRange(found.Index().Where(pair => pair.Item.Campaign is { } campaign && campaign.Owner.Site != site)
            .Select(pair => new ProblemError($"/{member}/{pair.Index}", $"It is of the site '{pair.Item.Campaign!.Owner.Site}', and others are of '{site}'. Send one request for each site.")));
        if (problems.Count > 0)
        {
            return Refused(problems);
        }

        var outcome = await grains.GetGrain<IBookingsGrain>(site!).Apply(
            new BookingBatch { OperationId = operation.Id, Steps = [.. steps], AllowOverbooking = allowOverbooking }, cancellationToken);
        return outcome.Errors.IsEmpty
            ? TypedResults.Ok(outcome.Campaigns.DistinctBy(campaign => campaign.Id).Select(CampaignResponse.Of).ToArray())
            : Refused([.. outcome.Errors.Select(error => new ProblemError($"/{member}/{error.Step}", BookingAnswers.Describe(error, caller)))]);
    }

    private static ProblemHttpResult Refused(List<ProblemError> problems) =>
        ApiProblem.Create(ProblemCodes.BatchRefused, $"{problems[0].Pointer}: {problems[0].Message} Nothing was changed.", problems);
}
