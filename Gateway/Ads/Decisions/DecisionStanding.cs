namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>What became of a decision that somebody asks for.</summary>
internal enum DecisionStanding
{
    Known = 0,

    /// <summary>Another run of this or another gateway made it.</summary>
    Elsewhere = 1,

    /// <summary>It was made here and is not kept any more.</summary>
    Expired = 2,

    /// <summary>Nobody has made it yet.</summary>
    Unknown = 3,
}
