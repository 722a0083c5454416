namespace Sokbo.Gateway.Ads;

/// <param name="Standing">What the ticket is.</param>
/// <param name="LandingUrl">Where it leads, when known.</param>
internal sealed record ClickTarget(ClickStanding Standing, string LandingUrl = "")
{
    public static ClickTarget Unknown { get; } = new(ClickStanding.Unknown);

    public static ClickTarget Gone { get; } = new(ClickStanding.Gone);
}
