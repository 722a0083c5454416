using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>A creative in its place, as pages show it. Sizes are CSS pixels.</summary>
public sealed record SlotMock
{
    public required Creative Creative { get; init; }

    /// <summary>Id of a slot that it fits.</summary>
    public required string Slot { get; init; }

    /// <summary>The room that a page reserves for the slot.</summary>
    public required int PlaceWidth { get; init; }

    public required int PlaceHeight { get; init; }

    /// <summary>Of a banner of HTML.</summary>
    public string? FrameUrl { get; init; }

    /// <summary>Readers do not see it before somebody has looked at it.</summary>
    public bool IsPending => Creative.Approval == CreativeApproval.Pending;
}
