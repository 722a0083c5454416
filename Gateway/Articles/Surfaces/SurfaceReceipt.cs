using Sokbo.Gateway.Media.Pictures;

namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>What a retraction or hold has come to.</summary>
internal sealed record SurfaceReceipt
{
    /// <summary>True when every surface of this gateway is clean.</summary>
    public required bool Complete { get; init; }

    /// <summary>Every surface of the route table, each with the time it was looked at.</summary>
    public required SurfaceProof[] Surfaces { get; init; }

    /// <summary>What the purge hook was told; null where there is none or no picture was withheld.</summary>
    public PurgeProof? Purge { get; init; }

    /// <summary>What a server cannot look at.</summary>
    public required string[] Unreachable { get; init; }
}
