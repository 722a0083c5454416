namespace Sokbo.Gateway.Articles;

internal sealed record PublishRequest
{
    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
