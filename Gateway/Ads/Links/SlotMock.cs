using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>A creative in a sketch of its place.</summary>
/// <param name="Creative">What is shown.</param>
/// <param name="Slot">Id of a slot that it fits.</param>
/// <param name="Width">CSS pixels.</param>
/// <param name="Height">CSS pixels.</param>
/// <param name="FrameUrl">Of a banner of HTML.</param>
public sealed record SlotMock(Creative Creative, string Slot, int Width, int Height, string? FrameUrl = null);
