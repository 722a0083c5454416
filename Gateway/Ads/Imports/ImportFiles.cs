using Microsoft.AspNetCore.Http.Features;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>The files of a request: <c>sheet</c> and, where creatives have images, <c>images</c>.</summary>
internal sealed record ImportFiles(IFormFile Sheet, IFormFile? Images)
{
    public const int SheetBytesMax = 1024 * 1024;
    public const int ImagesBytesMax = 24 * 1024 * 1024;

    /// <summary>Both, and what a form puts around them.</summary>
    public const int BodyBytesMax = SheetBytesMax + ImagesBytesMax + (64 * 1024);

    private const string HowTo = "Send multipart/form-data with the file sheet (CSV), and the file images (ZIP) where rows name images.";

    /// <exception cref="ApiProblemException">The form is not such a form.</exception>
    public static async Task<ImportFiles> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (MultipartForm.TypeOf(request) is null)
        {
            throw new ApiProblemException(ProblemCodes.UnsupportedMediaType, HowTo);
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(
                new FormOptions { BufferBody = false, ValueCountLimit = 8, MultipartBodyLengthLimit = BodyBytesMax, MemoryBufferThreshold = BodyBytesMax }, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new ApiProblemException(ProblemCodes.InvalidRequest, $"The form cannot be read: {error.Message} {HowTo}");
        }

        if (form.Count > 0 || form.Files.Count is 0 or > 2 || form.Files.Any(file => file.Name is not ("sheet" or "images")) || form.Files.DistinctBy(file => file.Name).Count() != form.Files.Count
            || form.Files["sheet"] is not { } sheet)
        {
            throw new ApiProblemException(ProblemCodes.InvalidRequest, HowTo);
        }

        var images = form.Files["images"];
        if (sheet.Length > SheetBytesMax || images?.Length > ImagesBytesMax)
        {
            throw new ApiProblemException(
                ProblemCodes.BodyTooLarge, $"The CSV file has at most {SheetBytesMax / 1024 / 1024} MiB and the ZIP file {ImagesBytesMax / 1024 / 1024} MiB. Split the import.");
        }

        return new ImportFiles(sheet, images);
    }
}
