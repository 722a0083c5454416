namespace Sokbo.Gateway.Ads.Links;

internal enum LinkStanding
{
    /// <summary>Nobody here has signed it.</summary>
    Unknown = 0,

    /// <summary>Signed here, and it has ended, was revoked, or its campaign is gone.</summary>
    Gone = 1,

    Known = 2,
}
