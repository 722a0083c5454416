using System.Runtime.InteropServices;

namespace Sokbo.Grains.Ads.Budgets;

/// <param name="Seq">The last entry that is folded.</param>
/// <param name="Hour">When, in hours since 1970 (UTC): cursors of logs that are long gone are dropped.</param>
[GenerateSerializer, Immutable, Alias("ads.LogCursor")]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogCursor([property: Id(0)] long Seq, [property: Id(1)] int Hour);
