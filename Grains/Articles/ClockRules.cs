using System.Collections.Immutable;

namespace Sokbo.Grains.Articles;

/// <summary>What time it is when clocks disagree.</summary>
internal static class ClockRules
{
    /// <summary>
    /// The middle of the readings; of the two middle ones the earlier. One clock that is wrong, by however much, cannot move
    /// it out of the range of the right ones where there are three; where there are two, it can only make it late. Null
    /// where there is one alone: if that is the wrong one, nothing holds it back.
    /// </summary>
    public static DateTimeOffset? Agree(ImmutableArray<DateTimeOffset> readings) => readings.Length < 2 ? null : readings.Sort()[(readings.Length - 1) / 2];
}
