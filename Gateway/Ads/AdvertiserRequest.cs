namespace Sokbo.Gateway.Ads;

internal sealed record AdvertiserRequest
{
    public const int NameLengthMax = 100;

    public required string Name { get; init; }
}
