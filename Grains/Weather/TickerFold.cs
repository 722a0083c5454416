using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>Result of folding a batch.</summary>
/// <param name="Next">The record after it.</param>
/// <param name="Delta">What to tell; null where no row shows anything new, or where only a snapshot can tell it.</param>
/// <param name="Visible">Whether the public state changed.</param>
internal sealed record TickerFold(TickerRecord Next, TickerDelta? Delta, bool Visible);
