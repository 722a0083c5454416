using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>State of the cluster topic <c>sites</c>: every gateway knows all publications without asking.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("sites.SitesState")]
public sealed record SitesState([property: Id(0)] ImmutableArray<SiteInfo> Sites) : TopicPayload
{
    public SiteInfo? Find(string id) => Sites.FirstOrDefault(site => site.Id == id);

    /// <summary>The site of a host name (without port), or the default site.</summary>
    public SiteInfo OfHost(string host) =>
        Sites.FirstOrDefault(site => site.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        ?? Find(SiteInfo.DefaultId)
        ?? throw new InvalidOperationException("The default site is missing.");
}
