namespace Sokbo.Gateway.Sites;

internal sealed record PutSectionRequest
{
    public required string Name { get; init; }

    /// <summary>Left out: <c>default</c>.</summary>
    public string Site { get; init; } = Grains.Interfaces.Sites.SiteInfo.DefaultId;
}
