namespace Sokbo.Gateway.Ads;

/// <summary>A banner as part of a rendered page: no ticket, no billing.</summary>
/// <param name="Creative">What the page shows.</param>
/// <param name="ClickUrl">A path on this site that holds the creative's id and no address.</param>
internal sealed record PlainBanner(AdCreative Creative, string ClickUrl);
