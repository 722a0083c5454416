using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>
/// A picture of articles; owner of the topic <c>picture/{hash}</c>. The key is the hash. Articles announce themselves to it
/// as to every place that shows them.
/// </summary>
[Alias("media.IPictureGrain")]
public interface IPictureGrain : IArticleSurfaceGrain
{
    /// <summary>
    /// Makes it exist. What is known already stays; alternative text and credit are taken where there were none.
    /// Null while a former one with the same content is still being deleted.
    /// </summary>
    [Alias("Register")]
    Task<PictureInfo?> Register(PictureInfo info, CancellationToken cancellationToken);

    /// <summary>
    /// An article is going to name it, in a call that follows at once. Null where there is no such picture. Idempotent. Whether
    /// it has done so is asked of the article when that matters.
    /// </summary>
    [Alias("Use")]
    Task<PictureInfo?> Use(string article, CancellationToken cancellationToken);

    /// <summary>Null where there is none, or it is deleted.</summary>
    [Alias("Read")]
    Task<PictureInfo?> Read(CancellationToken cancellationToken);

    /// <summary>Whether readers have seen it and may no longer: its articles are held, retracted, or without it now.</summary>
    [Alias("IsWithdrawn")]
    Task<bool> IsWithdrawn(CancellationToken cancellationToken);

    /// <summary>
    /// The article is erased: it shows the picture no more. Where no other one names it, it is deleted. False while that is not
    /// known, because one may be about to name it: ask again later. Idempotent.
    /// </summary>
    [Alias("Forget")]
    Task<bool> Forget(string article, CancellationToken cancellationToken);

    /// <summary>
    /// Whether its files are to be deleted now, asked before each deletion: what a gateway has heard of may have been deleted
    /// and sent again since. One has the turn at a time.
    /// </summary>
    [Alias("TakeRemoval")]
    Task<PictureRemoval> TakeRemoval(CancellationToken cancellationToken);

    /// <summary>The files are gone: forgets that there was one. Idempotent.</summary>
    [Alias("Clear")]
    Task Clear(CancellationToken cancellationToken);
}
