using System.Net;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads.Frames;

/// <summary>
/// The origin on which banners of HTML live, and nothing else: no page, no cookie, no key. A public server is told which
/// one; on a machine of its own it is <c>ads.localhost</c>, which browsers lead back to it.
/// </summary>
internal sealed class FrameOrigins(IOptions<AdsOptions> options)
{
    private const string LoopbackHost = "ads.localhost";

    private readonly Uri? _configured = options.Value.FrameOrigin is { Length: > 0 } origin ? new Uri(origin) : null;

    /// <summary>Such as <c>https://ads.example.net</c>; null where there is none, and then no banner of HTML is taken or shown.</summary>
    public string? Of(HttpRequest request)
    {
        if (_configured is not null)
        {
            return _configured.GetLeftPart(UriPartial.Authority);
        }

        var host = request.Host;
        return IsLoopback(host.Host) ? $"{request.Scheme}://{(host.Port is { } port ? new HostString(LoopbackHost, port) : new HostString(LoopbackHost))}" : null;
    }

    /// <summary>Whether a request came to that origin.</summary>
    public bool IsHere(HttpRequest request) => _configured is null
        ? string.Equals(request.Host.Host, LoopbackHost, StringComparison.OrdinalIgnoreCase)
        : string.Equals(request.Host.Host, _configured.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
