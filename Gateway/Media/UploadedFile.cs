using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Media;

/// <summary>The one file of a request: its body, or the first part of a form that is a file.</summary>
internal static class UploadedFile
{
    private const int BoundaryLengthMax = 128;
    private const int PartsMax = 16;

    /// <exception cref="ApiProblemException">There is no file, or it is larger than that.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        if (MultipartForm.TypeOf(request) is not { } type)
        {
            return await ReadAsync(request.Body, bytesMax, cancellationToken);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= BoundaryLengthMax })
        {
            throw new ApiProblemException(ProblemCodes.InvalidRequest, "The form names no boundary of 1 to 128 characters in its Content-Type.");
        }

        var reader = new MultipartReader(boundary, request.Body);
        for (var part = 0; part < PartsMax && await NextAsync(reader, cancellationToken) is { } section; part++)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                return await ReadAsync(section.Body, bytesMax, cancellationToken);
            }
        }

        throw new ApiProblemException(ProblemCodes.BodyRequired, "The form has no file. Send it as the part \"file\", or as the body itself.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException and not BadHttpRequestException or InvalidDataException)
        {
            throw new ApiProblemException(ProblemCodes.InvalidRequest, "The form ends in the middle or cannot be read. Send it again.");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int bytesMax, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (content.Length + read > bytesMax)
            {
                throw new ApiProblemException(ProblemCodes.BodyTooLarge, $"The file is larger than {bytesMax} bytes.");
            }

            await content.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return content.Length > 0
            ? content.ToArray()
            : throw new ApiProblemException(ProblemCodes.BodyRequired, "The file is empty. Send the picture as the body, or as the part \"file\" of a form.");
    }
}
