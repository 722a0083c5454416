namespace Sokbo.Gateway.Sites;

/// <summary>Which addresses may stand in content. The text is judged as it is and kept as it is: Hangul stays readable.</summary>
internal static class WebAddress
{
    public const int LengthMax = 2_048;

    /// <summary>https, or a path on the site itself.</summary>
    public static bool IsMedia(string? text) =>
        IsPlain(text) && (IsSitePath(text!) || Scheme(text!) == Uri.UriSchemeHttps);

    /// <summary>What a reader may follow: http, https, mailto, tel, a path on the site, a place on the page.</summary>
    public static bool IsLink(string? text) =>
        IsPlain(text) && (IsSitePath(text!) || text![0] == '#' || Scheme(text) is "http" or "https" or "mailto" or "tel");

    /// <summary>An origin as browsers send it: scheme, host, perhaps a port, nothing else.</summary>
    public static bool IsOrigin(string? text) =>
        IsPlain(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && text == uri.GetLeftPart(UriPartial.Authority) && uri.UserInfo.Length == 0;

    // A second slash, or a backslash that browsers read as one, would name another host.
    private static bool IsSitePath(string text) => text[0] == '/' && (text.Length == 1 || text[1] != '/');

    private static string? Scheme(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var isWeb = uri.Scheme is "http" or "https";
        return isWeb && (uri.Host.Length == 0 || uri.UserInfo.Length > 0 || !text.AsSpan(uri.Scheme.Length).StartsWith("://")) ? null : uri.Scheme;
    }

    private static bool IsPlain(string? text) =>
        text is { Length: > 0 and <= LengthMax } && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '\\' or '<' or '>' or '"');
}
