using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

internal static class RequestOrigin
{
    /// <summary>Scheme and host, with the port where it is named, as the reader sees them: what a proxy in front has said is taken in already.</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>
    /// Where what the site publishes lives: at the first of its host names, by whichever of them the reader came, and by a
    /// stranger's too. A site without any lives where it is asked for.
    /// </summary>
    public static string OriginOf(this HttpRequest request, SiteInfo site)
    {
        if (site.Hosts.IsDefaultOrEmpty)
        {
            return request.Origin();
        }

        // A port that was reached by one of its names leads to it by the others.
        var port = site.Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase) ? request.Host.Port : null;
        return $"{request.Scheme}://{(port is { } named ? new HostString(site.Hosts[0], named) : new HostString(site.Hosts[0]))}";
    }
}
