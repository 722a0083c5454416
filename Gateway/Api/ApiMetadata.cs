namespace Sokbo.Gateway.Api;

/// <summary>Marks an endpoint of the management API.</summary>
internal sealed record ApiMetadata
{
    public static ApiMetadata Instance { get; } = new();
}
