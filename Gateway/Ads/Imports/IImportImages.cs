namespace Sokbo.Gateway.Ads.Imports;

/// <summary>Takes images of an import into the store of media.</summary>
internal interface IImportImages
{
    /// <summary>The image as banners can show it, or why it cannot be one. Taking the same image again changes nothing.</summary>
    Task<ImportedImage> TakeAsync(byte[] content, CancellationToken cancellationToken);
}
