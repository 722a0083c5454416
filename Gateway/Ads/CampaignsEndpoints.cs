using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Bookings;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal static class CampaignsEndpoints
{
    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns", "Ads", bodyBytesMax: 64 * 1024);
        group.MapPost("/", Create).Creates().RequireRoles(Role.AdOps).WithSummary("Books a campaign.");
        group.MapGet("/", List).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("The campaigns of a site that the key may see, newest first.");
        group.MapGet("/{id}", Get).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("A campaign with its creatives.");
        group.MapGet("/{id}/statistics", GetStatistics).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("What the budget of a campaign has counted and billed.");
        group.MapGet("/{id}/audit", GetAudit).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("The sums of a campaign's ledger, counted again from its rows.");
        group.MapPut("/{id}", Put).RequireRoles(Role.AdOps).WithSummary("Changes a campaign.");
        group.MapPost("/{id}/pause", Pause).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Takes its banners off all pages, at once.");
        group.MapPost("/{id}/release", Release).RequireRoles(Role.AdOps).WithSummary("Lets a campaign that is held after a restore of the store run again.");
        group.MapPost("/{id}/resume", Resume).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("Lets its banners run again.");
    }

    private static async Task<Results<Created<CampaignResponse>, ProblemHttpResult>> Create(
        CampaignRequest request,
        Operation operation,
        Caller caller,
        SiteDirectory sites,
        IGrainFactory grains,
        HttpResponse response,
        CancellationToken cancellationToken,
        bool allowOverbooking = false)
    {
        var site = request.SiteOrDefault;
        if ((Refusal(request) ?? BookingAnswers.OverbookingRefusal(allowOverbooking, caller)) is { } refused || (refused = await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken)) is not null)
        {
            return refused;
        }

        if (request.Sample && !caller.Has(Role.Operator))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only operators make samples (견본). Leave sample out.");
        }

        if (!Identifier.IsValid(request.AdvertiserId) || await grains.GetGrain<IAdvertiserGrain>(request.AdvertiserId).Read(cancellationToken) is not { } advertiser)
        {
            return Unknown("/advertiserId", $"There is no advertiser '{request.AdvertiserId}'. Create it first: POST /api/v1/advertisers.");
        }

        if (await UnknownSlotAsync(site, request.Slots, grains, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var step = new BatchStep
        {
            Kind = BatchStepKind.Create,
            Campaign = operation.Id,
            Owner = new CampaignOwner(site, advertiser.Id, advertiser.Name, request.Sample),
            Draft = Draft(request),
        };
        return await BookAsync(step, site, operation, allowOverbooking, caller, grains, response, cancellationToken);
    }

    /// <summary>Books one new campaign, where there is room for it.</summary>
    internal static async Task<Results<Created<CampaignResponse>, ProblemHttpResult>> BookAsync(
        BatchStep step, string site, Operation operation, bool allowOverbooking, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var outcome = await grains.GetGrain<IBookingsGrain>(site).Apply(
            new BookingBatch { OperationId = operation.Id, Steps = [step], AllowOverbooking = allowOverbooking }, cancellationToken);
        if (outcome.Errors is [var error])
        {
            return error.Room is { } room ? BookingAnswers.Overbooked(room, caller)
                : error.Verdict == AdsVerdict.Full ? ApiProblem.Create(ProblemCodes.LimitReached, BookingAnswers.Describe(error, caller))
                : AdsAnswers.Refusal(error.Verdict, "campaign", step.Campaign, error.Current);
        }

        var campaign = outcome.Campaigns[0];
        ETags.Set(response, campaign.Revision);
        return TypedResults.Created($"{ApiGroup.Prefix}/campaigns/{campaign.Id}", CampaignResponse.Of(campaign));
    }

    private static async Task<Results<Ok<CampaignResponse[]>, ProblemHttpResult>> List(
        Caller caller, SiteDirectory sites, [FromServices] ITopicReader topics, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken) is { } refused)
        {
            return refused;
        }

        var view = await topics.Refresh(TopicName.Catalogue(site), cancellationToken);
        var campaigns = view?.As<CatalogueState>().Campaigns ?? [];
        return TypedResults.Ok(campaigns
            .Where(campaign => caller.MayUseAccount(campaign.AdvertiserId))
            .OrderByDescending(campaign => campaign.Id, StringComparer.Ordinal)
            .Select(campaign => CampaignResponse.Of(campaign, site))
            .ToArray());
    }

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        return refusal is null ? await OkAsync(response, campaign!, pauses) : refusal;
    }

    private static async Task<Results<Ok<StatisticsResponse>, ProblemHttpResult>> GetStatistics(
        string id, Caller caller, IGrainFactory grains, IBudgets budgets, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        response.Headers.CacheControl = "no-store";
        return await budgets.ReadAsync(campaign!.Id, cancellationToken) is { } state
            ? TypedResults.Ok(StatisticsResponse.Of(state) with { Pause = await pauses.OfAsync(campaign) })
            : ApiProblem.NotFound("budget of the campaign", id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Release(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        await grains.GetGrain<IBudgetGrain>(campaign!.Id).Release(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AuditResponse>, ProblemHttpResult>> GetAudit(
        string id, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        response.Headers.CacheControl = "no-store";
        return await grains.GetGrain<ILedgerGrain>(campaign!.Id).Audit(cancellationToken) is { } audit
            ? TypedResults.Ok(AuditResponse.Of(campaign.Id, audit))
            : ApiProblem.NotFound("ledger of the campaign", id);
    }

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Put(
        string id,
        CampaignRequest request,
        IfMatch ifMatch,
        Operation operation,
        Caller caller,
        IGrainFactory grains,
        PauseConfirmations pauses,
        HttpResponse response,
        CancellationToken cancellationToken,
        bool allowOverbooking = false)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        refusal ??= Refusal(request) ?? BookingAnswers.OverbookingRefusal(allowOverbooking, caller);
        if (refusal is not null)
        {
            return refusal;
        }

        var owner = campaign!.Owner;
        if ((request.AdvertiserId ?? owner.AdvertiserId) != owner.AdvertiserId || (request.Site ?? owner.Site) != owner.Site)
        {
            return Unknown("/advertiserId", "Advertiser and site of a campaign are fixed. Book another campaign instead.");
        }

        if (await UnknownSlotAsync(owner.Site, request.Slots, grains, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var act = new AdsAct(operation.Id, ifMatch.Expectation);
        return await AnswerAsync(id, await grains.GetGrain<IBookingsGrain>(owner.Site).Change(id, Draft(request), allowOverbooking, act, cancellationToken), caller, pauses, response);
    }

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Pause(
        string id, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken)
    {
        var (_, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        // Straight to the campaign: a pause waits for no booking.
        var outcome = await grains.GetGrain<ICampaignGrain>(id).SetPaused(true, new AdsAct(operation.Id, ifMatch.Expectation), cancellationToken);
        return await AnswerAsync(id, new BookingOutcome(outcome, null), caller, pauses, response);
    }

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Resume(
        string id,
        IfMatch ifMatch,
        Operation operation,
        Caller caller,
        IGrainFactory grains,
        PauseConfirmations pauses,
        HttpResponse response,
        CancellationToken cancellationToken,
        bool allowOverbooking = false)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        refusal ??= BookingAnswers.OverbookingRefusal(allowOverbooking, caller);
        if (refusal is not null)
        {
            return refusal;
        }

        var act = new AdsAct(operation.Id, ifMatch.Expectation);
        return await AnswerAsync(id, await grains.GetGrain<IBookingsGrain>(campaign!.Owner.Site).LetRun(id, allowOverbooking, act, cancellationToken), caller, pauses, response);
    }

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> AnswerAsync(
        string id, BookingOutcome booking, Caller caller, PauseConfirmations pauses, HttpResponse response) => booking switch
        {
            { Refusal: { } room } => BookingAnswers.Overbooked(room, caller),
            { Outcome: { Verdict: AdsVerdict.Done, Campaign: { } campaign } } => await OkAsync(response, campaign, pauses),
            { Outcome: { Verdict: AdsVerdict.PricingFixed, Campaign.Draft.Pricing: var pricing } } => ApiProblem.Create(
                ProblemCodes.PricingFixed,
                $"The campaign has counted at pricing '{CampaignTerms.Name(pricing)}', and its ledger says so. Leave pricing as it is, or book another campaign."),
            _ => AdsAnswers.Refusal(booking.Outcome!.Verdict, "campaign", id, booking.Outcome.Campaign?.Revision ?? 0),
        };

    private static async Task<Ok<CampaignResponse>> OkAsync(HttpResponse response, CampaignDetails campaign, PauseConfirmations pauses)
    {
        ETags.Set(response, campaign.Revision);
        return TypedResults.Ok(CampaignResponse.Of(campaign) with { Pause = await pauses.OfAsync(campaign) });
    }

    private static ProblemHttpResult? Refusal(CampaignRequest request)
    {
        var errors = new RequestErrors();
        Check(request, errors);
        return errors.Any ? errors.Problem() : null;
    }

    /// <param name="request">What is to be booked.</param>
    /// <param name="errors">Gets what is wrong with it.</param>
    /// <param name="pointer">Where it stands in the body.</param>
    internal static void Check(CampaignRequest request, RequestErrors errors, string pointer = "")
    {
        var own = new RequestErrors();
        own.CheckText(request.Name, "/name", CampaignRequest.NameLengthMax, required: true);
        own.Check(request.Slots.Count is > 0 and <= CampaignDraft.SlotsMax, "/slots", $"Must be 1 to {CampaignDraft.SlotsMax} ids.");
        foreach (var (index, slot) in request.Slots.Take(CampaignDraft.SlotsMax).Index())
        {
            own.CheckIdentifier(slot, $"/slots/{index}");
        }

        own.Check(request.Start is null || request.End is null || request.Start < request.End, "/end", "Must be later than start.");
        own.Check(request.Weight is >= 1 and <= CampaignDraft.WeightMax, "/weight", $"Must be 1 to {CampaignDraft.WeightMax}.");
        CampaignTerms.Check(request, own);
        request.CheckRules(own);
        foreach (var error in own.All)
        {
            errors.Add(pointer + error.Pointer, error.Message);
        }
    }

    private static async Task<ProblemHttpResult?> UnknownSlotAsync(string site, IReadOnlyList<string> slots, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(slots.Select(slot => grains.GetGrain<ISlotGrain>($"{site}/{slot}").Read(cancellationToken)));
        var index = Array.FindIndex(found, slot => slot is null);
        return index < 0 ? null : Unknown($"/slots/{index}", $"The site '{site}' has no slot '{slots[index]}'. Create it first: POST /api/v1/slots.");
    }

    private static ProblemHttpResult Unknown(string pointer, string detail) =>
        ApiProblem.Create(ProblemCodes.ValidationFailed, detail, [new ProblemError(pointer, "Unknown or fixed.")]);

    internal static CampaignDraft Draft(CampaignRequest request)
    {
        ImmutableArray<string> slots = [.. request.Slots.Distinct()];
        return new CampaignDraft { Name = request.Name, Slots = slots, Start = request.Start, End = request.End, Weight = request.Weight, Rules = request.Rules() }.With(request);
    }
}
