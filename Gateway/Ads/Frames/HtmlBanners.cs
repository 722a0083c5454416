using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Ads.Frames;

/// <summary>The gate for banners of HTML. The cage makes them harmless; this says beforehand what they would miss in it.</summary>
internal sealed class HtmlBanners(IMediaStore store, IBannerFiles files)
{
    private const int FilesNamedMax = 10;

    private static readonly string[] Loading = ["src", "href", "data", "poster"];

    /// <summary>Stores the banner and returns the request with its name; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public async Task<CreativeRequest> CheckAsync(CreativeRequest request, string? origin, RequestErrors errors, CancellationToken cancellationToken)
    {
        errors.Check(origin is not null, "/kind", "This server has no origin for banners of HTML. An operator sets Ads__FrameOrigin; until then send an image.");
        errors.Check(request.ImageUrl is null, "/imageUrl", "Only images have an address.");
        errors.Check(AdSize.IsSane(request.Width ?? 0), "/width", $"Must be {AdSize.Min} to {AdSize.Max} pixels.");
        errors.Check(AdSize.IsSane(request.Height ?? 0), "/height", $"Must be {AdSize.Min} to {AdSize.Max} pixels.");
        errors.Check(request.Html is null != request.Frame is null, "/html", "Must be there, or in its place frame as an earlier answer had it.");
        if (request.Frame is { } frame)
        {
            errors.Check(await StandsAsync(frame, cancellationToken), "/frame", "There is no such frame. Send html.");
        }
        else if (request.Html is { } html)
        {
            CheckHtml(html, request.Width ?? 0, request.Height ?? 0, errors);
        }

        if (errors.Any || request.Html is null)
        {
            return request;
        }

        var document = Encoding.UTF8.GetBytes(request.Html);
        var name = MediaName.Of(document, MediaType.Html);
        if (!await files.KeepAsync(name, document.Length, cancellationToken))
        {
            errors.Add("/html", BannerFiles.BeingDeleted);
            return request;
        }

        errors.Check(await store.PutAsync(name, document, cancellationToken), "/html", "There is no more room for media. An operator raises Media__MebibytesMax or clears the directory.");
        return request with { Frame = name.ToString() };
    }

    private async Task<bool> StandsAsync(string frame, CancellationToken cancellationToken)
    {
        if (MediaName.Parse(frame) is not { Type: MediaType.Html } name || await store.OpenAsync(name, cancellationToken) is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            return await files.KeepAsync(name, stream.Length, cancellationToken);
        }
    }

    private static void CheckHtml(string html, int width, int height, RequestErrors errors)
    {
        var bytes = Encoding.UTF8.GetByteCount(html);
        var limit = AdSize.IsSane(width) && AdSize.IsSane(height) ? WeightLimit.BytesOf(width, height) : int.MaxValue;
        errors.Check(bytes <= limit, "/html", $"Weighs {bytes} bytes; a banner of {width}x{height} may weigh {limit}, with what is in data: addresses.");
        errors.Check(!string.IsNullOrWhiteSpace(html), "/html", "Must not be empty.");
        if (bytes > limit)
        {
            return;
        }

        var foreign = new HtmlParser().ParseDocument(html).All
            .Where(element => element.LocalName is not ("a" or "area"))
            .SelectMany(Addresses)
            .Where(address => !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && MediaName.OfPath(address) is null && !address.StartsWith('#'));
        foreach (var address in foreign.Take(FilesNamedMax))
        {
            errors.Add("/html", $"Loads {(address.Length > 100 ? address[..100] : address)}, which its frame does not let in. Put it into the banner, or a picture into POST /creatives/images and its imageUrl here.");
        }
    }

    private static IEnumerable<string> Addresses(IElement element) =>
        Loading.Select(name => element.GetAttribute(name)?.Trim() ?? "").Where(address => address.Length > 0);
}
