namespace Sokbo.Grains.Interfaces.Sites;

[GenerateSerializer, Alias("sites.SitesVerdict")]
public enum SitesVerdict
{
    Created = 0,
    Changed = 1,

    /// <summary>It is as asked for already.</summary>
    Unchanged = 2,

    /// <summary>It exists, and the request named no revision.</summary>
    RevisionRequired = 3,

    /// <summary>Its revision is another one than the request named.</summary>
    Stale = 4,

    UnknownSite = 5,

    /// <summary>Another site has one of the host names.</summary>
    HostTaken = 6,

    /// <summary>No more sites, or no more sections of the site, are taken.</summary>
    Full = 7,
}
