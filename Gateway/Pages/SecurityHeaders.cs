using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Pages;

/// <summary>What browsers are told about every page that this gateway writes.</summary>
internal static class SecurityHeaders
{
    private const string PermissionsPolicy = "Permissions-Policy";

    /// <summary>Nothing is inline, and what no directive lets in stays out. The pages around are those that the site names.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="site">Whose page it is.</param>
    /// <param name="directives">Of the content security policy: what this kind of page needs besides its style.</param>
    public static void Set(IHeaderDictionary headers, SiteInfo site, IEnumerable<string> directives)
    {
        headers.ContentSecurityPolicy = string.Join("; ", [
            "default-src 'none'",
            "style-src 'self'",
            .. directives,
            "base-uri 'none'",
            string.Join(' ', ["frame-ancestors 'self'", .. site.EmbedOrigins]),
        ]);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers[PermissionsPolicy] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>The page's own script may ask the reader where he is; the browser asks him too. What the page does with it stays in it.</summary>
    public static void AllowPlace(IHeaderDictionary headers) =>
        headers[PermissionsPolicy] = "camera=(), microphone=(), geolocation=(self)";
}
