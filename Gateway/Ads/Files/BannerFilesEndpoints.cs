using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Gateway.Ads.Files;

internal static class BannerFilesEndpoints
{
    private const int AnswerMax = 1_000;

    public static void MapBannerFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("creatives/files", "Ads");
        group.MapGet("/removed", GetRemoved).RequireRoles(Role.AdOps).WithSummary("Files of banners that were deleted because nothing used them, the newest first.");
    }

    private static async Task<Ok<BannerRemovalResponse[]>> GetRemoved(IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var removed = await Task.WhenAll(BannerFiles.Shards.Select(shard => grains.GetGrain<IBannerFilesGrain>(shard).Removed(cancellationToken)));
        return TypedResults.Ok(removed.SelectMany(shard => shard).OrderByDescending(removal => removal.At).Take(AnswerMax).Select(BannerRemovalResponse.Of).ToArray());
    }
}
