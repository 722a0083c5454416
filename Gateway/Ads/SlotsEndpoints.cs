using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal static class SlotsEndpoints
{
    public static void MapSlots(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("slots", "Ads", bodyBytesMax: 64 * 1024);
        group.RequireRoles(Role.AdOps);
        group.MapPost("/", Create).Creates().WithSummary("Creates a slot.");
        group.MapGet("/{id}", Get).WithSummary("A slot of a site.");
        group.MapPut("/{id}", Put).WithSummary("Changes the settings of a slot.");
    }

    private static async Task<Results<Created<SlotResponse>, ProblemHttpResult>> Create(
        SlotRequest request, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (Check(request, request.Id) is { Any: true } errors)
        {
            return errors.Problem();
        }

        if (await AdsAnswers.SiteRefusalAsync(request.Site, caller, sites, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var outcome = await Grain(grains, request.Site, request.Id!).Create(Settings(request), new AdsAct(operation.Id, default), cancellationToken);
        if (outcome is not { Verdict: AdsVerdict.Done, Slot: { } slot })
        {
            return AdsAnswers.Refusal(outcome.Verdict, "slot", request.Id!, outcome.Slot?.Revision ?? 0);
        }

        ETags.Set(response, slot.Revision);
        var query = slot.Site == SiteInfo.DefaultId ? "" : $"?site={slot.Site}";
        return TypedResults.Created($"{ApiGroup.Prefix}/slots/{slot.Id}{query}", SlotResponse.Of(slot));
    }

    private static async Task<Results<Ok<SlotResponse>, ProblemHttpResult>> Get(
        string id, Caller caller, SiteDirectory sites, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken, string site = SiteInfo.DefaultId)
    {
        if (await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!Grains.Interfaces.Delivery.Identifier.IsValid(id) || await Grain(grains, site, id).Read(cancellationToken) is not { } slot)
        {
            return ApiProblem.NotFound("slot", $"{site}/{id}");
        }

        ETags.Set(response, slot.Revision);
        return TypedResults.Ok(SlotResponse.Of(slot));
    }

    private static async Task<Results<Ok<SlotResponse>, ProblemHttpResult>> Put(
        string id, SlotRequest request, IfMatch ifMatch, Operation operation, Caller caller, SiteDirectory sites, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (Check(request, request.Id ?? id) is var errors && errors.Any)
        {
            return errors.Problem();
        }

        if (await AdsAnswers.SiteRefusalAsync(request.Site, caller, sites, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var outcome = await Grain(grains, request.Site, id).Update(Settings(request), new AdsAct(operation.Id, ifMatch.Expectation), cancellationToken);
        if (outcome is not { Verdict: AdsVerdict.Done, Slot: { } slot })
        {
            return AdsAnswers.Refusal(outcome.Verdict, "slot", $"{request.Site}/{id}", outcome.Slot?.Revision ?? 0);
        }

        ETags.Set(response, slot.Revision);
        return TypedResults.Ok(SlotResponse.Of(slot));
    }

    private static RequestErrors Check(SlotRequest request, string? id)
    {
        var errors = new RequestErrors();
        errors.CheckIdentifier(id, "/id");
        errors.Check(request.Sizes.Count is > 0 and <= SlotSettings.SizesMax, "/sizes", $"Must be 1 to {SlotSettings.SizesMax} sizes.");
        foreach (var (index, size) in request.Sizes.Take(SlotSettings.SizesMax).Index())
        {
            errors.Check(AdSize.TryParse(size, out _, out _), $"/sizes/{index}", $"Must be width x height such as 728x90, each {AdSize.Min} to {AdSize.Max} pixels.");
        }

        errors.Check(
            request.IntervalSeconds is >= SlotSettings.IntervalSecondsMin and <= SlotSettings.IntervalSecondsMax,
            "/intervalSeconds",
            $"Must be {SlotSettings.IntervalSecondsMin} to {SlotSettings.IntervalSecondsMax} seconds.");
        request.CheckPresentation(errors);
        return errors;
    }

    /// <summary>Largest first: the place reserves the height of the first.</summary>
    private static SlotSettings Settings(SlotRequest request)
    {
        ImmutableArray<string> sizes = [.. request.Sizes.Distinct().OrderByDescending(Area)];
        return new SlotSettings(sizes, request.IntervalSeconds) { Presentation = request.Presentation() };
    }

    private static int Area(string size) => AdSize.TryParse(size, out var width, out var height) ? width * height : 0;

    private static ISlotGrain Grain(IGrainFactory grains, string site, string id) => grains.GetGrain<ISlotGrain>($"{site}/{id}");
}
