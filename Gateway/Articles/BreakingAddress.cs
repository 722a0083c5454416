using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles;

/// <summary>Which article of this system an address leads to, however it is written.</summary>
internal static class BreakingAddress
{
    private const string Articles = "/articles/";

    /// <param name="url">An http or https address, or a path on the site; with any query and fragment.</param>
    /// <param name="isOurs">Whether that is the name of a host of ours.</param>
    /// <returns>The article's id, whether there is such an article or not; null for any other address.</returns>
    public static string? ArticleOf(string url, Func<string, bool> isOurs)
    {
        var isPath = IsPath(url);
        return Uri.TryCreate(isPath ? $"https://site{url}" : url, UriKind.Absolute, out var address) && (isPath || isOurs(address.Host))
            && address.AbsolutePath.StartsWith(Articles, StringComparison.OrdinalIgnoreCase)
            && address.AbsolutePath[Articles.Length..].TrimEnd('/') is var id && Identifier.IsValid(id)
                ? id
                : null;
    }

    /// <summary>On whatever site it stands it leads to that one.</summary>
    public static bool IsPath(string url) => url.StartsWith('/');
}
