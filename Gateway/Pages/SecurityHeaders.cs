using Microsoft.Extensions.Primitives;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Pages;

/// <summary>What browsers are told about every page that this gateway writes. It is put together once for a page, not for each reader.</summary>
internal sealed class SecurityHeaders
{
    private readonly StringValues _policy;
    private readonly StringValues _permissions;

    private SecurityHeaders(string policy, string permissions)
    {
        Text = $"{policy}\n{permissions}";
        _policy = policy;
        _permissions = permissions;
    }

    /// <summary>All that differs from page to page.</summary>
    public string Text { get; }

    /// <summary>Nothing is inline, and what no directive lets in stays out. The pages around are those that the site names.</summary>
    /// <param name="site">Whose page it is.</param>
    /// <param name="directives">Of the content security policy: what this kind of page needs besides its style.</param>
    /// <param name="place">The page's own script may ask the reader where he is; the browser asks him too. What the page does with it stays in it.</param>
    public static SecurityHeaders Of(SiteInfo site, IEnumerable<string> directives, bool place = false) => new(
        string.Join("; ", [
            "default-src 'none'",
            "style-src 'self'",
            .. directives,
            "base-uri 'none'",
            string.Join(' ', ["frame-ancestors 'self'", .. site.EmbedOrigins]),
        ]),
        $"camera=(), microphone=(), geolocation={(place ? "(self)" : "()")}");

    public void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = _permissions;
    }
}
