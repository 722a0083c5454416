using Sokbo.Gateway.Media;

namespace Sokbo.Gateway.Ads.Files;

/// <summary>Who uses which file of banners.</summary>
internal interface IBannerFiles
{
    /// <summary>The file is used now, and stays for as long as that is unused. False while it is being deleted.</summary>
    Task<bool> KeepAsync(MediaName name, long bytes, CancellationToken cancellationToken);
}
