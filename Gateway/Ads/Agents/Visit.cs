namespace Sokbo.Gateway.Ads.Agents;

/// <summary>Whether anybody can have seen what a request tells of.</summary>
internal enum Visit
{
    Reader = 0,

    /// <summary>A robot, or no browser.</summary>
    Robot = 1,

    /// <summary>A browser that fetches before anybody looks.</summary>
    Prefetch = 2,

    /// <summary>HEAD, to which nothing is shown.</summary>
    NoContent = 3,
}
