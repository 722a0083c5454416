using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Api;

/// <summary>Forms with files.</summary>
internal static class MultipartForm
{
    /// <summary>The media type of a request that is such a form; null for any other.</summary>
    public static MediaTypeHeaderValue? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? type : null;
}
