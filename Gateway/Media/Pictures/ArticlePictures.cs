using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>
/// Ties the pictures in a body to those that are kept: each hears which article names it, and the blocks get what is known
/// of it: size, smaller forms, and alternative text and credit where the body says nothing.
/// </summary>
internal sealed class ArticlePictures(IGrainFactory grains, SiteDirectory sites)
{
    /// <param name="article">Its id.</param>
    /// <param name="draft">What it shall be.</param>
    /// <param name="host">By which the newsroom reaches this gateway: a name of ours as those of the sites are. Null for none.</param>
    /// <param name="errors">What is wrong.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ArticleDraft> TieAsync(string article, ArticleDraft draft, string? host, RequestErrors errors, CancellationToken cancellationToken)
    {
        draft = draft with { Blocks = [.. draft.Blocks.Select(block => OnSite(block, host))] };
        var hashes = draft.Pictures.ToArray();
        errors.Check(
            draft.Blocks.All(block => block.Kind != BlockKind.Image || !block.Url.StartsWith(PictureAddress.Prefix, StringComparison.Ordinal) || PictureAddress.HashOf(block.Url) is not null),
            "/body",
            "An image below /pictures/ is none that POST /api/v1/media has answered. Take its url, not that of a smaller form.");
        errors.Check(hashes.Length <= ArticleDraft.PicturesMax, "/body", $"Has {hashes.Length} pictures; at most {ArticleDraft.PicturesMax} are taken.");
        if (errors.Any || hashes.Length == 0)
        {
            return draft;
        }

        var found = await Task.WhenAll(hashes.Select(hash => grains.GetGrain<IPictureGrain>(hash).Use(article, cancellationToken)));
        var known = found.OfType<PictureInfo>().ToDictionary(picture => picture.Hash, StringComparer.Ordinal);
        foreach (var hash in hashes.Where(hash => !known.ContainsKey(hash)))
        {
            errors.Add("/body", $"There is no picture {hash}. Send it to POST /api/v1/media first.");
        }

        return errors.Any ? draft : draft with { Blocks = [.. draft.Blocks.Select(block => Tie(block, known))] };
    }

    /// <summary>A picture of ours by its whole address would be tied to nothing: readers would get 404, and no retraction would reach it.</summary>
    private ArticleBlock OnSite(ArticleBlock block, string? host) =>
        block.Kind == BlockKind.Image && Uri.TryCreate(block.Url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
        && address.AbsolutePath.StartsWith(PictureAddress.Prefix, StringComparison.Ordinal) && sites.IsOurs(address.Host, host)
            ? block with { Url = address.AbsolutePath }
            : block;

    private static ArticleBlock Tie(ArticleBlock block, Dictionary<string, PictureInfo> known) =>
        block.Kind == BlockKind.Image && PictureAddress.HashOf(block.Url) is { } hash && known[hash] is var picture
            ? block with
            {
                Url = picture.Url,
                Width = picture.Width,
                Height = picture.Height,
                Widths = picture.Widths,
                Alt = block.Alt.Length > 0 ? block.Alt : picture.Alt,
                Credit = !string.IsNullOrEmpty(block.Credit) ? block.Credit : picture.Credit,
            }
            : block;
}
