namespace Sokbo.Gateway.Ads;

/// <summary>Addresses that banners may lead to.</summary>
internal static class LandingAddress
{
    public const int LengthMax = 2_048;

    /// <summary>With macros filled in: each is at most 100 characters of at most 12 in percent-encoding.</summary>
    private const int FilledLengthMax = LengthMax + (LandingMacros.CountMax * LandingMacros.ValueLengthMax * 12);

    /// <summary>http or https with a host and without a name and password in it.</summary>
    public static bool IsAllowed(string? text) => Parse(text, LengthMax) is not null;

    /// <summary>Why a creative may not lead there; null where it may.</summary>
    public static string? Refusal(string? text) => IsAllowed(text)
        ? LandingMacros.Refusal(text!)
        : $"Must be an http or https address of at most {LengthMax} characters.";

    /// <summary>As it may stand in a Location header: ASCII, with an internationalised host in its registered form.</summary>
    public static string ForHeader(string text)
    {
        var uri = Parse(text, FilledLengthMax) ?? throw new InvalidOperationException("An address was kept that may not be led to.");
        var host = uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host;
        var port = uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}");
        return $"{uri.Scheme}://{host}{port}{uri.PathAndQuery}{uri.Fragment}";
    }

    private static Uri? Parse(string? text, int lengthMax) =>
        text is { Length: > 0 } && text.Length <= lengthMax
        && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '\\' or '<' or '>' or '"')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri
            : null;
}
