using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>Single writer of publications and their sections; owner of the topic <c>sites</c>. Its key is <c>default</c>.</summary>
[Alias("sites.ISitesGrain")]
public interface ISitesGrain : ITopicGrain
{
    /// <summary>Makes the default site exist, with the states of its front page and breaking band. Idempotent.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    [Alias("Read")]
    Task<SitesState> Read(CancellationToken cancellationToken);

    /// <summary>
    /// Creates or replaces a site; <see cref="SiteInfo.Revision"/> and <see cref="SiteInfo.Sections"/> of
    /// <paramref name="site"/> are ignored. Putting what is there already changes nothing.
    /// </summary>
    [Alias("PutSite")]
    Task<SitesOutcome> PutSite(SiteInfo site, RevisionExpectation expectation, CancellationToken cancellationToken);

    /// <summary>Creates or renames a section; <see cref="SectionInfo.Revision"/> of <paramref name="section"/> is ignored.</summary>
    [Alias("PutSection")]
    Task<SitesOutcome> PutSection(
        string site, SectionInfo section, RevisionExpectation expectation, CancellationToken cancellationToken);
}
