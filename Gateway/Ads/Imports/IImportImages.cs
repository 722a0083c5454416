using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>The store of pictures, for an import.</summary>
internal interface IImportImages
{
    /// <summary>The image as banners can show it, or why it cannot be one. Taking the same image again changes nothing.</summary>
    Task<ImportedImage> TakeAsync(byte[] content, CancellationToken cancellationToken);

    /// <summary>The request with the size of its stored picture; what is wrong with it goes to <paramref name="errors"/>.</summary>
    Task<CreativeRequest> CheckAsync(CreativeRequest request, RequestErrors errors, CancellationToken cancellationToken);
}
