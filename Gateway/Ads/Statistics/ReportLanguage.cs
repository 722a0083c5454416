using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Pages;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>The language of a report: <c>lang</c>, then Accept-Language; Korean unless English is asked for.</summary>
internal static class ReportLanguage
{
    public static PageLanguage Of(HttpRequest request)
    {
        if (request.Query["lang"].ToString() is { Length: > 0 } asked)
        {
            return asked == "en" ? PageLanguage.English : PageLanguage.Korean;
        }

        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => Is(language, "ko") || Is(language, "en"));
        return wanted is not null && Is(wanted, "en") ? PageLanguage.English : PageLanguage.Korean;
    }

    /// <summary>What an answer depends on.</summary>
    public static void Vary(HttpResponse response) => response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);

    private static bool Is(string language, string prefix) => language.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
