using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Images;

namespace Sokbo.Gateway.Ads.Images;

/// <summary>What becomes of a picture that shall be a banner: its size and weight are judged, and it is kept.</summary>
internal sealed class BannerImages(IMediaStore store, IBannerFiles files, ImageWorkshop workshop)
{
    /// <param name="content">At most <see cref="ImageLimits.BytesMax"/> bytes.</param>
    /// <param name="density">Pixels of the picture for each CSS pixel, 1 or 2.</param>
    /// <param name="compress">Make it lighter where it weighs too much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BannerImageOutcome> AcceptAsync(byte[] content, int density, bool compress, CancellationToken cancellationToken)
    {
        return await ImageGate.PassAsync<BannerImageOutcome>(
            content,
            ImageLimits.Banner,
            async facts => Refusal(facts, density) is { } refusal ? refusal : await StoreAsync(content, facts, density, compress, cancellationToken),
            refusal => new BannerImageRefusal(refusal.Code, refusal.Detail));
    }

    /// <summary>What is stored under that name, and stays from now on; null where nothing is.</summary>
    public async Task<(ImageFacts Facts, int Bytes)?> FindAsync(MediaName name, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(name, cancellationToken) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellationToken);
            if (!await files.KeepAsync(name, content.Length, cancellationToken))
            {
                return null;
            }

            return (ImageCodec.Inspect(content, name.Type), content.Length);
        }
    }

    private static BannerImageRefusal? Refusal(ImageFacts facts, int density) => facts switch
    {
        _ when facts.Width % density != 0 || facts.Height % density != 0 => new BannerImageRefusal(
            ProblemCodes.ImageTooLarge, $"It has {facts.Width} × {facts.Height} pixels, which cannot be halved. For density 2 it must be twice the size of the banner."),
        _ when !AdSize.IsSane(facts.Width / density) || !AdSize.IsSane(facts.Height / density) => new BannerImageRefusal(
            ProblemCodes.ImageTooLarge, $"As a banner it would be {facts.Width / density} × {facts.Height / density}; each side must be {AdSize.Min} to {AdSize.Max}."),
        _ => null,
    };

    private async Task<BannerImageOutcome> StoreAsync(byte[] content, ImageFacts facts, int density, bool compress, CancellationToken cancellationToken)
    {
        var (width, height) = (facts.Width / density, facts.Height / density);
        var limit = WeightLimit.BytesOf(width, height);
        var image = await workshop.KeepAsync(content, facts, cancellationToken);
        if (image.Content.Length > limit)
        {
            var lighter = await workshop.CompressAsync(content, facts, limit, cancellationToken);
            var offer = new CompressionOffer(image.Content.Length, limit, lighter.Content.Length, new MediaName("", lighter.Type).ContentType);
            if (!compress || !offer.Fits)
            {
                return TooHeavy(offer, width, height);
            }

            image = lighter;
        }

        var name = MediaName.Of(image.Content, image.Type);
        if (!await files.KeepAsync(name, image.Content.Length, cancellationToken))
        {
            return new BannerImageRefusal(ProblemCodes.ClusterUnavailable, BannerFiles.BeingDeleted);
        }

        return await store.PutAsync(name, image.Content, cancellationToken)
            ? new BannerImage(name, width, height, facts.Frames, image.Content.Length)
            : new BannerImageRefusal(ProblemCodes.LimitReached, "There is no more room for pictures. An operator raises Media__MebibytesMax or clears the directory.");
    }

    private static BannerImageRefusal TooHeavy(CompressionOffer offer, int width, int height)
    {
        var weighs = $"A banner of {width}x{height} may weigh {offer.LimitBytes} bytes; this one weighs {offer.Bytes}";
        return new BannerImageRefusal(ProblemCodes.ImageTooHeavy, offer.Fits
            ? $"{weighs}. Compressed to {offer.CompressedType} it would weigh {offer.CompressedBytes}: send it again with ?compress=true."
            : $"{weighs}, and {offer.CompressedBytes} when compressed as far as it still looks well. Simplify it, or shorten its animation.")
        {
            Offer = offer,
        };
    }
}
