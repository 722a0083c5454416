using System.Runtime.InteropServices;

namespace Sokbo.Grains.Ads.Budgets;

/// <param name="Day">A day in Seoul as yyyymmdd.</param>
/// <param name="Count">Billed events.</param>
[GenerateSerializer, Immutable, Alias("ads.DayCount")]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DayCount([property: Id(0)] int Day, [property: Id(1)] long Count);
