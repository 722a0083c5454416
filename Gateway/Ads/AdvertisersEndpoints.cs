using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

internal static class AdvertisersEndpoints
{
    public static void MapAdvertisers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("advertisers", "Ads", bodyBytesMax: 16 * 1024);
        group.MapPost("/", Create).Creates().RequireRoles(Role.AdOps).WithSummary("Creates an advertiser.");
        group.MapGet("/{id}", Get).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("An advertiser.");
        group.MapPut("/{id}", Put).RequireRoles(Role.AdOps).WithSummary("Changes an advertiser.");
    }

    private static async Task<Results<Created<AdvertiserResponse>, ProblemHttpResult>> Create(
        AdvertiserRequest request, Operation operation, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (Check(request) is { Any: true } errors)
        {
            return errors.Problem();
        }

        var outcome = await grains.GetGrain<IAdvertiserGrain>(operation.Id).Register(request.Name, request.Business?.Read(), cancellationToken);
        ETags.Set(response, outcome.Advertiser!.Revision);
        return TypedResults.Created($"{ApiGroup.Prefix}/advertisers/{operation.Id}", AdvertiserResponse.Of(outcome.Advertiser!));
    }

    private static async Task<Results<Ok<AdvertiserResponse>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!caller.MayUseAccount(id))
        {
            return AdsAnswers.WrongAccount(id);
        }

        if (!Identifier.IsValid(id) || await grains.GetGrain<IAdvertiserGrain>(id).Read(cancellationToken) is not { } advertiser)
        {
            return ApiProblem.NotFound("advertiser", id);
        }

        ETags.Set(response, advertiser.Revision);
        return TypedResults.Ok(AdvertiserResponse.Of(advertiser));
    }

    private static async Task<Results<Ok<AdvertiserResponse>, ProblemHttpResult>> Put(
        string id, AdvertiserRequest request, IfMatch ifMatch, Operation operation, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (Check(request) is { Any: true } errors)
        {
            return errors.Problem();
        }

        if (!Identifier.IsValid(id))
        {
            return ApiProblem.NotFound("advertiser", id);
        }

        var outcome = await grains.GetGrain<IAdvertiserGrain>(id).Change(request.Name, request.Business?.Read(), new AdsAct(operation.Id, ifMatch.Expectation), cancellationToken);
        if (outcome is not { Verdict: AdsVerdict.Done, Advertiser: { } advertiser })
        {
            return AdsAnswers.Refusal(outcome.Verdict, "advertiser", id, outcome.Advertiser?.Revision ?? 0);
        }

        ETags.Set(response, advertiser.Revision);
        return TypedResults.Ok(AdvertiserResponse.Of(advertiser));
    }

    private static RequestErrors Check(AdvertiserRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Name, "/name", AdvertiserRequest.NameLengthMax, required: true);
        request.Business?.Check(errors, "/business");
        return errors;
    }
}
