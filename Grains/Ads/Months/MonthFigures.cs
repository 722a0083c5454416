using System.Runtime.InteropServices;

namespace Sokbo.Grains.Ads.Months;

/// <summary>What a month costs, as <see cref="Sokbo.Grains.Interfaces.Ads.Months.MonthAccount"/> says it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MonthFigures
{
    public required long Billed { get; init; }

    public required long Carried { get; init; }

    public required long AmountWon { get; init; }

    public required long AdjustmentWon { get; init; }

    public required int Days { get; init; }

    /// <summary>Thousandths of a won that are left over.</summary>
    public required int Remainder { get; init; }
}
