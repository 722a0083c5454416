using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media.Images;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>Takes pictures for articles: writes them anew, makes the smaller forms that pages choose from, and keeps all of it.</summary>
internal sealed class PictureUploads(IMediaStore store, ImageWorkshop workshop, IGrainFactory grains, TimeProvider time)
{
    /// <summary>No page shows more.</summary>
    private const int WidthMax = 2_560;

    private const int SmallerQuality = 80;

    private static readonly int[] SmallerWidths = [480, 960, 1_600];

    /// <param name="content">At most <see cref="ImageLimits.BytesMax"/> of <see cref="ImageLimits.Picture"/>.</param>
    /// <param name="alt">What it shows; may be empty.</param>
    /// <param name="credit">Whose it is; may be empty.</param>
    /// <param name="holder">Who sends it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<PictureOutcome> AcceptAsync(byte[] content, string alt, string credit, string holder, CancellationToken cancellationToken) =>
        ImageGate.PassAsync<PictureOutcome>(
            content,
            ImageLimits.Picture,
            facts => KeepAsync(content, facts, info => info with { Alt = alt, Credit = credit, Holder = holder }, cancellationToken),
            refusal => new PictureOutcome(null, refusal));

    private async Task<PictureOutcome> KeepAsync(byte[] content, ImageFacts facts, Func<PictureInfo, PictureInfo> sign, CancellationToken cancellationToken)
    {
        var picture = await workshop.KeepAsync(content, facts, cancellationToken, WidthMax);
        var kept = ImageCodec.Inspect(picture.Content, picture.Type);
        var name = MediaName.Of(picture.Content, picture.Type) with { Shelf = MediaShelf.Pictures };
        var smaller = new List<(MediaName Name, byte[] Content)>();
        foreach (var width in facts.Frames > 1 ? [] : SmallerWidths.Where(width => width < kept.Width))
        {
            var form = await workshop.WriteAsync(content, facts, new ImageEncoding(MediaType.WebP, SmallerQuality, Width: width), cancellationToken);
            smaller.Add((name with { Type = MediaType.WebP, Width = width }, form.Content));
        }

        var info = sign(new PictureInfo
        {
            Url = name.Path,
            Width = kept.Width,
            Height = kept.Height,
            Frames = kept.Frames,
            Bytes = picture.Content.Length,
            Widths = [.. smaller.Select(form => form.Name.Width)],
            Holder = "",
            At = time.GetUtcNow(),
        });

        // Known before it is kept: what is being deleted under the same name must not take the new files with it.
        if (await grains.GetGrain<IPictureGrain>(name.Hash).Register(info, cancellationToken) is not { } registered)
        {
            return new PictureOutcome(null, new ImageRefusal(ProblemCodes.PictureBeingDeleted, "The same picture is being deleted. Send it again in a minute."));
        }

        foreach (var (form, bytes) in smaller.Prepend((name, picture.Content)))
        {
            if (!await store.PutAsync(form, bytes, cancellationToken))
            {
                return new PictureOutcome(null, new ImageRefusal(
                    ProblemCodes.LimitReached, "There is no more room for pictures. An operator raises Media__MebibytesMax or clears the directory."));
            }
        }

        return new PictureOutcome(registered, null);
    }
}
