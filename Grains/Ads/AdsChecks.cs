using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

internal static class AdsChecks
{
    /// <summary>Why a change meant for another revision is refused; null when it may go on.</summary>
    public static AdsVerdict? Refusal(AdsAct act, int revision) => act.Expectation switch
    {
        { IsNone: true } => AdsVerdict.RevisionRequired,
        _ when !act.Expectation.Holds(revision) => AdsVerdict.Stale,
        _ => null,
    };
}
