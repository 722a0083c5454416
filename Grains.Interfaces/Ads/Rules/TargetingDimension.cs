namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>What a condition looks at. A gateway that does not know a dimension does not run the campaign: rather too little than at the wrong place.</summary>
[GenerateSerializer, Alias("ads.TargetingDimension")]
public enum TargetingDimension
{
    /// <summary>Id of the section that the page belongs to.</summary>
    Section = 0,

    /// <summary>A tag of the article on the page; a page has several.</summary>
    Tag = 1,

    /// <summary><c>phone</c>, <c>tablet</c> or <c>desktop</c>.</summary>
    Device = 2,

    /// <summary>Host name that led to the page; a host stands for its subdomains too.</summary>
    Referrer = 3,

    /// <summary>Values that the page gives for the condition's key.</summary>
    KeyValue = 4,
}
