using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>Pictures of an import go through the gate of all pictures; those that weigh too much are compressed where that is enough.</summary>
internal sealed class ImportImages(BannerImages images, StoredImageCheck stored) : IImportImages
{
    public async Task<ImportedImage> TakeAsync(byte[] content, CancellationToken cancellationToken)
    {
        var outcome = await images.AcceptAsync(content, density: 1, compress: true, cancellationToken);
        return outcome.Image is { } image
            ? new ImportedImage(image.Name.Path, image.Width, image.Height)
            : new ImportedImage("", 0, 0, outcome.Refusal!.Detail);
    }

    public Task<CreativeRequest> CheckAsync(CreativeRequest request, RequestErrors errors, CancellationToken cancellationToken) =>
        stored.CheckAsync(request, errors, cancellationToken);
}
