using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Images;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Ads.Images;

internal static class BannerImagesEndpoints
{
    /// <summary>The form around the file.</summary>
    private const int FormBytesMax = 16 * 1024;

    public static void MapBannerImages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("creatives", "Ads", bodyBytesMax: ImageLimits.Banner.BytesMax + FormBytesMax);
        group.RequireRoles(Role.AdOps | Role.Advertiser);
        group.MapPost("/images", Upload).WithSummary("Takes the picture of a banner: JPEG, PNG, WebP or GIF, as the body or as a form. The same picture is kept once.");
    }

    private static async Task<Results<Created<BannerImageResponse>, ProblemHttpResult>> Upload(
        HttpRequest request, BannerImages images, UploadPlaces places, CancellationToken cancellationToken, int density = 1, bool compress = false)
    {
        if (density is not (1 or 2))
        {
            return ApiProblem.Create(ProblemCodes.InvalidRequest, "density must be 1, or 2 for a picture of twice the banner's size.");
        }

        using var place = places.Take();
        if (place is null)
        {
            return ApiProblem.Create(ProblemCodes.TooManyRequests, "Too many uploads are under way here. Send it again in a moment.");
        }

        var content = await UploadedFile.ReadAsync(request, ImageLimits.Banner.BytesMax, cancellationToken);
        var outcome = await images.AcceptAsync(content, density, compress, cancellationToken);
        if (outcome.Refusal is { } refusal)
        {
            return Problem(refusal);
        }

        var image = BannerImageResponse.Of(outcome.Image!);
        return TypedResults.Created(image.ImageUrl, image);
    }

    private static ProblemHttpResult Problem(BannerImageRefusal refusal)
    {
        var details = ApiProblem.Details(refusal.Code, refusal.Detail);
        if (refusal.Offer is { } offer)
        {
            details.Extensions["bytes"] = offer.Bytes;
            details.Extensions["limitBytes"] = offer.LimitBytes;
            details.Extensions["compressedBytes"] = offer.CompressedBytes;
            details.Extensions["compressedType"] = offer.CompressedType;
        }

        return TypedResults.Problem(details);
    }
}
