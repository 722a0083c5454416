using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>Whether something may be a banner, by its kind.</summary>
internal sealed class CreativeCheck(StoredImageCheck images, HtmlBanners frames, FrameOrigins origins)
{
    /// <summary>The request as it is to be kept, and all that is wrong with it.</summary>
    public async Task<(RequestErrors Errors, CreativeRequest Request)> CheckAsync(CreativeRequest request, HttpRequest http, CancellationToken cancellationToken)
    {
        var errors = CheckTerms(request);
        if (request.Kind == "html")
        {
            return (errors, await frames.CheckAsync(request, origins.Of(http), errors, cancellationToken));
        }

        errors.Check(request.Html is null && request.Frame is null, "/html", "Only banners of kind html have it.");
        if (request.Kind == "image")
        {
            return (errors, await images.CheckAsync(request, errors, cancellationToken));
        }

        errors.Check(request.ImageUrl is null && request.Width is null && request.Height is null, "/imageUrl", "Only images have an address and a size.");
        return (errors, request);
    }

    /// <summary>What is wrong with what creatives of every kind have.</summary>
    public static RequestErrors CheckTerms(CreativeRequest request)
    {
        var errors = new RequestErrors();
        errors.Check(CreativeKinds.Parse(request.Kind) is not null, "/kind", "Must be text, image or html.");
        errors.CheckText(request.Text, "/text", CreativeDraft.TextLengthMax, required: true);
        errors.Check(LandingAddress.Refusal(request.LandingUrl) is null, "/landingUrl", LandingAddress.Refusal(request.LandingUrl) ?? "");
        errors.Check(request.Weight is >= 1 and <= CampaignDraft.WeightMax, "/weight", $"Must be 1 to {CampaignDraft.WeightMax}.");
        errors.Check(request.Start is null || request.End is null || request.Start < request.End, "/end", "Must be later than start.");
        return errors;
    }
}
