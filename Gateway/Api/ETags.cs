using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Api;

/// <summary>Entities of the API have their revision as strong ETag: <c>"7"</c>.</summary>
internal static class ETags
{
    public static string Of(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    public static void Set(HttpResponse response, int revision) => response.Headers.ETag = Of(revision);

    public static bool TryParse(string? text, out int revision)
    {
        revision = 0;
        return EntityTagHeaderValue.TryParse(text, out var tag) && !tag.IsWeak
            && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out revision)
            && revision > 0;
    }
}
