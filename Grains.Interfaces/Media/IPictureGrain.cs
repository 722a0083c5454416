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

    /// <summary>An article is going to name it. Null where there is no such picture. Idempotent.</summary>
    [Alias("Use")]
    Task<PictureInfo?> Use(string article, CancellationToken cancellationToken);

    /// <summary>Null where there is none, or it is deleted.</summary>
    [Alias("Read")]
    Task<PictureInfo?> Read(CancellationToken cancellationToken);

    /// <summary>The article is erased. Where no other one names the picture, it is deleted. Idempotent.</summary>
    [Alias("Forget")]
    Task Forget(string article, CancellationToken cancellationToken);

    /// <summary>The files are gone: forgets that there was one. Idempotent.</summary>
    [Alias("Clear")]
    Task Clear(CancellationToken cancellationToken);
}
