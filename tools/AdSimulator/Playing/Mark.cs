namespace Sokbo.AdSimulator.Playing;

/// <summary>A campaign at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Expected">What its curve asks for by then.</param>
/// <param name="Billed">Events that have billed.</param>
/// <param name="Open">Numbers out that may still bill.</param>
internal sealed record Mark(DateTimeOffset At, double Expected, long Billed, long Open)
{
    public double Off => Billed - Expected;
}
