using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// What a page that is kept is found by: where its reader is, as the reader sees it. Not the rest of a query, of which anybody
/// can invent any number.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PageAddress(string Scheme, string? Host, string? Path, bool English)
{
    private const string EnglishQuery = "?lang=en";

    /// <summary>Null for a request that no kept page answers: one that does not read, or with another query.</summary>
    public static PageAddress? Of(HttpRequest request)
    {
        var query = request.QueryString.Value;
        var english = query == EnglishQuery;
        return (english || string.IsNullOrEmpty(query)) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            ? new PageAddress(request.Scheme, request.Host.Value, request.Path.Value, english)
            : null;
    }
}
