namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>Of what there is one such surface.</summary>
internal enum SurfaceScope
{
    Site = 0,

    /// <summary>Each section that readers have ever found the article in.</summary>
    Section = 1,

    Article = 2,

    /// <summary>Of a weather station: any of them stands for all.</summary>
    Station = 3,

    /// <summary>Each form of each picture in the article.</summary>
    Picture = 4,

    /// <summary>What is found when one searches for the headline.</summary>
    Search = 5,

    /// <summary>The same by a call that names the site, so that it is there for a site without a host name too.</summary>
    SearchCall = 6,
}
