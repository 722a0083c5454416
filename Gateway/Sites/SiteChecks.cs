using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Sites;

/// <summary>What a site may look like. Whether another site has a host name is decided where all sites are known.</summary>
internal static class SiteChecks
{
    public const int NameLengthMax = 100;
    private const int HostsMax = 50;
    private const int MenuMax = 50;
    private const int FooterLinesMax = 20;
    private const int FooterLineLengthMax = 300;
    private const int StationsMax = 1_000;

    public static RequestErrors Check(string id, PutSiteRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckIdentifier(id, "");
        errors.CheckText(request.Name, "/name", NameLengthMax, required: true);
        CheckAll(errors, request.Hosts, "/hosts", HostsMax, IsHost, "Must be a host name without port, for example news.example.kr.");
        CheckAll(errors, request.EmbedOrigins, "/embedOrigins", HostsMax, WebAddress.IsOrigin, "Must be an origin, for example https://www.example.kr.");
        errors.Check(request.Logo is null || WebAddress.IsMedia(request.Logo), "/logo", "Must be an https address or a path on the site.");
        errors.CheckText(request.KakaoKey, "/kakaoKey", 64);
        errors.Check(request.KakaoKey?.All(char.IsAsciiLetterOrDigit) ?? true, "/kakaoKey", "Must be letters and digits.");
        CheckAll(errors, request.Stations, "/stations", StationsMax, station => station is > 0 and < 1_000_000, "Must be a station number.");
        errors.Check(request.Stations.Distinct().Count() == request.Stations.Length, "/stations", "A station stands there twice.");
        CheckAll(
            errors, request.LegalFooter, "/legalFooter", FooterLinesMax,
            line => line is { Length: > 0 and <= FooterLineLengthMax } && !line.Any(char.IsControl), $"Must be a line of at most {FooterLineLengthMax} characters.");
        request.Business?.Check(errors, "/business");
        errors.Check(request.Menu.Length <= MenuMax, "/menu", $"At most {MenuMax}.");
        for (var index = 0; index < Math.Min(request.Menu.Length, MenuMax); index++)
        {
            errors.CheckText(request.Menu[index]?.Name, $"/menu/{index}/name", NameLengthMax, required: true);
            errors.Check(WebAddress.IsLink(request.Menu[index]?.Url), $"/menu/{index}/url", "Must be an http or https address or a path on the site.");
        }

        AdsTxt.Check(request.AdsTxt, "/adsTxt", errors);
        request.Sellers?.Check(errors, "/sellers");
        return errors;
    }

    private static void CheckAll<T>(RequestErrors errors, T[] values, string pointer, int lengthMax, Func<T, bool> isValid, string message)
    {
        errors.Check(values.Length <= lengthMax, pointer, $"At most {lengthMax}.");
        for (var index = 0; index < Math.Min(values.Length, lengthMax); index++)
        {
            errors.Check(isValid(values[index]), $"{pointer}/{index}", message);
        }
    }

    private static bool IsHost(string? host) =>
        host is { Length: > 0 and <= 253 } && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
}
