using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
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
        [FromServices] ITopicReader topics,
        IGrainFactory grains,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var site = request.SiteOrDefault;
        if (Refusal(request) is { } refused || (refused = await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken)) is not null)
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

        if (topics.Peek(TopicName.Catalogue(site)) is { } view && view.As<CatalogueState>().Campaigns.Length >= CatalogueState.CampaignsMax)
        {
            return ApiProblem.Create(ProblemCodes.LimitReached, $"The site has {CatalogueState.CampaignsMax} campaigns, which is as many as it takes.");
        }

        var owner = new CampaignOwner(site, advertiser.Id, advertiser.Name, request.Sample);
        var outcome = await grains.GetGrain<ICampaignGrain>(operation.Id).Create(owner, Draft(request), new AdsAct(operation.Id, default), cancellationToken);
        if (outcome is not { Verdict: AdsVerdict.Done, Campaign: { } campaign })
        {
            return AdsAnswers.Refusal(outcome.Verdict, "campaign", operation.Id, outcome.Campaign?.Revision ?? 0);
        }

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
        string id, CampaignRequest request, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        refusal ??= Refusal(request);
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

        var draft = Draft(request);
        if (draft.Pricing != campaign.Draft.Pricing && await grains.GetGrain<IBudgetGrain>(id).Read(cancellationToken) is { LedgerRows: > 0 })
        {
            return ApiProblem.Create(
                ProblemCodes.PricingFixed,
                $"The campaign has counted at pricing '{CampaignTerms.Name(campaign.Draft.Pricing)}', and its ledger says so. Leave pricing as it is, or book another campaign.");
        }

        var outcome = await grains.GetGrain<ICampaignGrain>(id).Update(draft, new AdsAct(operation.Id, ifMatch.Expectation), cancellationToken);
        return outcome.Verdict == AdsVerdict.Done
            ? await OkAsync(response, outcome.Campaign!, pauses)
            : AdsAnswers.Refusal(outcome.Verdict, "campaign", id, outcome.Campaign?.Revision ?? 0);
    }

    private static Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Pause(
        string id, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken) =>
        SetPausedAsync(id, true, new AdsAct(operation.Id, ifMatch.Expectation), caller, grains, pauses, response, cancellationToken);

    private static Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> Resume(
        string id, IfMatch ifMatch, Operation operation, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken) =>
        SetPausedAsync(id, false, new AdsAct(operation.Id, ifMatch.Expectation), caller, grains, pauses, response, cancellationToken);

    private static async Task<Results<Ok<CampaignResponse>, ProblemHttpResult>> SetPausedAsync(
        string id, bool paused, AdsAct act, Caller caller, IGrainFactory grains, PauseConfirmations pauses, HttpResponse response, CancellationToken cancellationToken)
    {
        var (_, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = await grains.GetGrain<ICampaignGrain>(id).SetPaused(paused, act, cancellationToken);
        return outcome.Verdict == AdsVerdict.Done
            ? await OkAsync(response, outcome.Campaign!, pauses)
            : AdsAnswers.Refusal(outcome.Verdict, "campaign", id, outcome.Campaign?.Revision ?? 0);
    }

    private static async Task<Ok<CampaignResponse>> OkAsync(HttpResponse response, CampaignDetails campaign, PauseConfirmations pauses)
    {
        ETags.Set(response, campaign.Revision);
        return TypedResults.Ok(CampaignResponse.Of(campaign) with { Pause = await pauses.OfAsync(campaign) });
    }

    private static ProblemHttpResult? Refusal(CampaignRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Name, "/name", CampaignRequest.NameLengthMax, required: true);
        errors.Check(request.Slots.Count is > 0 and <= CampaignDraft.SlotsMax, "/slots", $"Must be 1 to {CampaignDraft.SlotsMax} ids.");
        foreach (var (index, slot) in request.Slots.Take(CampaignDraft.SlotsMax).Index())
        {
            errors.CheckIdentifier(slot, $"/slots/{index}");
        }

        errors.Check(request.Start is null || request.End is null || request.Start < request.End, "/end", "Must be later than start.");
        errors.Check(request.Weight is >= 1 and <= CampaignDraft.WeightMax, "/weight", $"Must be 1 to {CampaignDraft.WeightMax}.");
        CampaignTerms.Check(request, errors);
        request.CheckRules(errors);
        return errors.Any ? errors.Problem() : null;
    }

    private static async Task<ProblemHttpResult?> UnknownSlotAsync(string site, IReadOnlyList<string> slots, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(slots.Select(slot => grains.GetGrain<ISlotGrain>($"{site}/{slot}").Read(cancellationToken)));
        var index = Array.FindIndex(found, slot => slot is null);
        return index < 0 ? null : Unknown($"/slots/{index}", $"The site '{site}' has no slot '{slots[index]}'. Create it first: POST /api/v1/slots.");
    }

    private static ProblemHttpResult Unknown(string pointer, string detail) =>
        ApiProblem.Create(ProblemCodes.ValidationFailed, detail, [new ProblemError(pointer, "Unknown or fixed.")]);

    private static CampaignDraft Draft(CampaignRequest request)
    {
        ImmutableArray<string> slots = [.. request.Slots.Distinct()];
        return new CampaignDraft { Name = request.Name, Slots = slots, Start = request.Start, End = request.End, Weight = request.Weight, Rules = request.Rules() }.With(request);
    }
}
