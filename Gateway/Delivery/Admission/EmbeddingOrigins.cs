using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// From which pages a browser may connect: from a page of the same host, and from the origins that a site lets embed its
/// elements. Who sends no origin is no page in a browser.
/// </summary>
internal sealed class EmbeddingOrigins(ITopicReader topics)
{
    public bool Allows(string? origin, HostString host)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return true;
        }

        if (IsSameHost(origin, host))
        {
            return true;
        }

        var sites = topics.Peek(TopicName.Sites) is { } view ? view.As<SitesState>().Sites : [];
        return sites.Any(site => site.EmbedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The scheme is left out: behind a balancer that ends TLS this process sees http.</summary>
    public static bool IsSameHost(string origin, HostString host) =>
        // As browsers write it, without taking it apart.
        (origin.IndexOf("://", StringComparison.Ordinal) is > 0 and var end && origin.AsSpan(end + 3).Equals(host.Value, StringComparison.OrdinalIgnoreCase))
        || HasAuthority(origin, host);

    private static bool HasAuthority(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
