namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Why a decision is on no banner: what kept those that came furthest.</summary>
internal enum DecisionReason
{
    /// <summary>There is a banner.</summary>
    None = 0,

    /// <summary>No campaign may run in the slot on this page now.</summary>
    NoCandidate = 1,

    /// <summary>None that may is cleared to stand beside the warning that the page shows.</summary>
    Emergency = 2,

    /// <summary>All that may are competitors of what the page shows.</summary>
    Competitive = 3,

    /// <summary>The reader has seen all that may as often as they are shown.</summary>
    FrequencyCap = 4,

    /// <summary>None that may has a number at hand.</summary>
    NoLease = 5,
}
