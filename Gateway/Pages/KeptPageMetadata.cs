namespace Sokbo.Gateway.Pages;

/// <summary>On a route: all that its pages show comes from topics that were read by way of <see cref="PageFrames"/>, and from the clock.</summary>
internal sealed record KeptPageMetadata
{
    public static KeptPageMetadata Instance { get; } = new();

    /// <summary>What is fetched besides follows one of those topics, and has no date of its own.</summary>
    public static KeptPageMetadata Undated { get; } = new() { IsDated = false };

    public bool IsDated { get; private init; } = true;
}
