namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Alias("ads.AdsVerdict")]
public enum AdsVerdict
{
    /// <summary>Carried out now, or by an earlier call with the same operation id, or nothing was to be done.</summary>
    Done = 0,

    NotFound = 1,

    /// <summary>Something else has this id.</summary>
    Exists = 2,

    /// <summary>The revision is another one than the change was meant for.</summary>
    Stale = 3,

    /// <summary>It takes no more of these.</summary>
    Full = 4,

    /// <summary>It exists, and the change named no revision.</summary>
    RevisionRequired = 5,

    /// <summary>Something was counted, and what is paid for would be another event.</summary>
    PricingFixed = 6,
}
