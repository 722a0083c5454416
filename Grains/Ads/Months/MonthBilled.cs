using System.Runtime.InteropServices;

namespace Sokbo.Grains.Ads.Months;

/// <param name="Month">An open month as yyyymm.</param>
/// <param name="Billed">Events that bill in it.</param>
/// <param name="Carried">Those of them that belong to days of closed months.</param>
[GenerateSerializer, Immutable, Alias("ads.MonthBilled")]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MonthBilled([property: Id(0)] int Month, [property: Id(1)] long Billed, [property: Id(2)] long Carried);
