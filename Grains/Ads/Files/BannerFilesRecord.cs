using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Grains.Ads.Files;

[GenerateSerializer, Alias("ads.BannerFilesRecord")]
internal sealed class BannerFilesRecord
{
    /// <summary>By name. Bounded by what the store of files may weigh.</summary>
    [Id(0)] public ImmutableSortedDictionary<string, BannerFile> Files { get; init; } = ImmutableSortedDictionary.Create<string, BannerFile>(StringComparer.Ordinal);

    [Id(1)] public ImmutableArray<BannerRemoval> Removed { get; init; } = [];
}
