namespace Sokbo.Grains.Interfaces.Ads.Files;

/// <summary>A file that was deleted because nothing used it.</summary>
/// <param name="Name">Hash and extension.</param>
/// <param name="Bytes">What it weighed.</param>
/// <param name="KeptAt">When it was last used.</param>
/// <param name="At">When it was gone.</param>
/// <param name="Gateway">Who has deleted it.</param>
[GenerateSerializer, Immutable, Alias("ads.BannerRemoval")]
public sealed record BannerRemoval(
    [property: Id(0)] string Name,
    [property: Id(1)] long Bytes,
    [property: Id(2)] DateTimeOffset KeptAt,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Gateway);
