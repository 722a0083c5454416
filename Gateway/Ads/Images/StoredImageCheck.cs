using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Ads.Images;

/// <summary>Whether a creative may show a picture: one that has passed the gate, in a size that it has and at a weight that the size allows.</summary>
internal sealed class StoredImageCheck(BannerImages images)
{
    /// <summary>The request with the size that the picture is shown in; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public async Task<CreativeRequest> CheckAsync(CreativeRequest request, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (MediaName.OfPath(request.ImageUrl) is not { } name || await images.FindAsync(name, cancellationToken) is not { } stored)
        {
            errors.Add("/imageUrl", "Must be the imageUrl of a stored picture. Send the picture to POST /api/v1/creatives/images first; its answer has the address.");
            return request;
        }

        var (facts, bytes) = stored;
        var (width, height) = (request.Width ?? facts.Width, request.Height ?? facts.Height);
        errors.Check(AdSize.IsSane(width), "/width", $"Must be {AdSize.Min} to {AdSize.Max} pixels.");
        errors.Check(AdSize.IsSane(height), "/height", $"Must be {AdSize.Min} to {AdSize.Max} pixels.");
        errors.Check(
            (facts.Width, facts.Height) == (width, height) || (facts.Width, facts.Height) == (2 * width, 2 * height),
            "/width",
            $"The picture has {facts.Width} × {facts.Height} pixels: width and height must be that, or half of it.");
        var limit = WeightLimit.BytesOf(width, height);
        errors.Check(bytes <= limit, "/imageUrl", $"The picture weighs {bytes} bytes; a banner of {width}x{height} may weigh {limit}. Send it again with ?compress=true.");
        return request with { Width = width, Height = height };
    }
}
