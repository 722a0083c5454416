using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

/// <summary>All sites and sections, as this gateway knows them.</summary>
internal sealed class SiteDirectory(PinnedTopic<SitesState> sites)
{
    private static readonly SitesState Nothing = new([]);

    public SitesState Current => sites.Current ?? Nothing;

    /// <summary>Asks the owner first, so that what was just created is in it.</summary>
    public async Task<SitesState> RefreshAsync(CancellationToken cancellationToken) => await sites.RefreshAsync(cancellationToken) ?? Nothing;

    /// <summary>The site, asking the owner only where this gateway does not know it.</summary>
    public async Task<SiteInfo?> FindAsync(string site, CancellationToken cancellationToken) =>
        Current.Find(site) ?? (await RefreshAsync(cancellationToken)).Find(site);

    /// <summary>Whether the site has the section, asking the owner only where this gateway does not know it.</summary>
    public async Task<bool> HasSectionAsync(string site, string section, CancellationToken cancellationToken) =>
        Has(Current, site, section) || Has(await RefreshAsync(cancellationToken), site, section);

    private static bool Has(SitesState state, string site, string section) =>
        state.Find(site)?.Sections.Any(info => info.Id == section) ?? false;
}
