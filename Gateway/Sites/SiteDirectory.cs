using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>All sites and sections, as this gateway knows them.</summary>
internal sealed class SiteDirectory(ITopicReader topics)
{
    private static readonly SitesState Nothing = new([]);

    /// <summary>Most requests of a server come to one name.</summary>
    private volatile Found? _last;

    /// <summary>Without asking or waiting; a gateway that was cut off goes on with what it had.</summary>
    public SitesState Current => State(topics.Peek(TopicName.Sites));

    /// <summary>The site whose page a request is for, by its Host header; null while this gateway knows of no site.</summary>
    public SiteInfo? Of(HttpRequest request)
    {
        if (Current is not { Sites.Length: > 0 } known)
        {
            return null;
        }

        var host = request.Host;
        if (_last is { } last && ReferenceEquals(last.Known, known) && last.Host == host.Value)
        {
            return last.Site;
        }

        var site = known.OfHost(host.Host);
        _last = new Found(known, host.Value, site);
        return site;
    }

    /// <summary>Whether a host is one of ours: named by a site, or that by which a request has reached this gateway. Null for none of the latter.</summary>
    public bool IsOurs(string name, string? reached) =>
        name.Equals(reached, StringComparison.OrdinalIgnoreCase) || Current.Sites.Any(site => site.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Asks the owner first, so that what was just created is in it.</summary>
    /// <exception cref="TopicUnavailableException">The owner did not answer.</exception>
    public async Task<SitesState> RefreshAsync(CancellationToken cancellationToken) =>
        State(await topics.Refresh(TopicName.Sites, cancellationToken));

    /// <summary>The site, asking the owner only where this gateway does not know it.</summary>
    public async Task<SiteInfo?> FindAsync(string site, CancellationToken cancellationToken) =>
        Current.Find(site) ?? (await RefreshAsync(cancellationToken)).Find(site);

    /// <summary>Whether the site has the section, asking the owner only where this gateway does not know it.</summary>
    public async Task<bool> HasSectionAsync(string site, string section, CancellationToken cancellationToken) =>
        Has(Current, site, section) || Has(await RefreshAsync(cancellationToken), site, section);

    private static SitesState State(TopicView? view) => view?.As<SitesState>() ?? Nothing;

    private static bool Has(SitesState state, string site, string section) =>
        state.Find(site)?.Sections.Any(info => info.Id == section) ?? false;

    private sealed record Found(SitesState Known, string? Host, SiteInfo Site);
}
