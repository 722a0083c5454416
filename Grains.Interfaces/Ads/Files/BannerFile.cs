namespace Sokbo.Grains.Interfaces.Ads.Files;

/// <summary>The record of a stored picture or frame of banners.</summary>
[GenerateSerializer, Immutable, Alias("ads.BannerFile")]
public sealed record BannerFile
{
    /// <summary>Hash and extension, as the file is stored.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required long Bytes { get; init; }

    /// <summary>When somebody last sent it, made a creative of it, or was shown it (that to the day).</summary>
    [Id(2)] public required DateTimeOffset KeptAt { get; init; }

    /// <summary>Since when its file is being deleted, because nothing used it; null while it is kept.</summary>
    [Id(3)] public DateTimeOffset? RemovingAt { get; init; }
}
