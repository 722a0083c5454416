using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Gateway.Ads.Files;

/// <summary>A file that is gone.</summary>
/// <param name="File">Hash and extension, as its address had it.</param>
/// <param name="Bytes">What it weighed.</param>
/// <param name="LastUsed">When somebody last sent, used or was shown it.</param>
/// <param name="RemovedAt">When it was deleted.</param>
/// <param name="Gateway">Which process has deleted it.</param>
internal sealed record BannerRemovalResponse(string File, long Bytes, DateTimeOffset LastUsed, DateTimeOffset RemovedAt, string Gateway)
{
    public static BannerRemovalResponse Of(BannerRemoval removal) => new(removal.Name, removal.Bytes, removal.KeptAt, removal.At, removal.Gateway);
}
