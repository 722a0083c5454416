using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Weather.Feeds;

namespace Sokbo.Gateway.Weather.Feeds;

internal static class SourcesEndpoints
{
    public static RouteGroupBuilder MapSources(this RouteGroupBuilder weather)
    {
        weather.MapGet("/sources", GetSources).RequireRoles(Role.Ingest).WithSummary("Sources that are pulled, and how they are.");
        return weather;
    }

    private static async Task<Ok<SourcesResponse>> GetSources(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var states = await Task.WhenAll(FeedIds.All.Select(id => grains.GetGrain<IFeedGrain>(id).Status(cancellationToken)));
        return TypedResults.Ok(new SourcesResponse([.. states.Select(state => SourceResponse.Of(state, time.GetUtcNow()))]));
    }
}
