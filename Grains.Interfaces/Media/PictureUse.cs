namespace Sokbo.Grains.Interfaces.Media;

/// <param name="Article">Id of an article.</param>
/// <param name="Revision">The public revision of it that is known; 0 for a draft.</param>
/// <param name="Shown">Whether that revision is public and has the picture.</param>
[GenerateSerializer, Immutable, Alias("media.PictureUse")]
public sealed record PictureUse(
    [property: Id(0)] string Article,
    [property: Id(1)] int Revision,
    [property: Id(2)] bool Shown);
