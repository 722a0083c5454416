namespace Sokbo.Grains.Interfaces.Ads.Months;

[GenerateSerializer, Alias("ads.CreditVerdict")]
public enum CreditVerdict
{
    /// <summary>Made now, or by an earlier call with the same operation id.</summary>
    Done = 0,

    NotFound = 1,

    /// <summary>Numbers for a flat price, which has none to make good.</summary>
    NoNumbers = 2,

    /// <summary>The open months have as many credits as they take.</summary>
    Full = 3,

    /// <summary>The goal would become larger than goals may be.</summary>
    TooMany = 4,
}
