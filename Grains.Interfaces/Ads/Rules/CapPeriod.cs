namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>How long a reader's impressions count against a frequency cap.</summary>
[GenerateSerializer, Alias("ads.CapPeriod")]
public enum CapPeriod
{
    Minute = 0,
    Hour = 1,
    Day = 2,
    Lifetime = 3,

    /// <summary>Until the reader has seen nothing of the campaign for half an hour.</summary>
    Session = 4,
}
