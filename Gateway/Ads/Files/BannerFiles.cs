using Sokbo.Gateway.Media;
using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Gateway.Ads.Files;

internal sealed class BannerFiles(IGrainFactory grains) : IBannerFiles
{
    public const string BeingDeleted = "That file was unused for long and is being deleted just now. Send it again in some minutes.";

    /// <summary>All keys of <see cref="IBannerFilesGrain"/>.</summary>
    public static IEnumerable<string> Shards => Enumerable.Range(0, 256).Select(number => Convert.ToHexStringLower([(byte)number]));

    public static string ShardOf(MediaName name) => name.Hash[..2];

    public Task<bool> KeepAsync(MediaName name, long bytes, CancellationToken cancellationToken) =>
        grains.GetGrain<IBannerFilesGrain>(ShardOf(name)).Keep(name.ToString(), bytes, cancellationToken);
}
