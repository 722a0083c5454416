using Sokbo.Gateway.Sites;

namespace Sokbo.Gateway.Ads;

internal sealed record AdvertiserRequest
{
    public const int NameLengthMax = 100;

    public required string Name { get; init; }

    /// <summary>For statements; left out where there are none.</summary>
    public BusinessRequest? Business { get; init; }
}
