namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Which numbers of a column stand for "missing". −9 is a code in one column and a frosty night in the next.</summary>
internal enum MissingRule
{
    /// <summary>−50 and below: temperatures, and all columns of the minute text.</summary>
    AtMostMinus50 = 0,

    /// <summary>Whatever is below zero.</summary>
    Negative = 1,

    /// <summary>Whatever is out of the range of the quantity.</summary>
    OutOfRange = 2,

    /// <summary>−9 where the tendency of pressure is missing too; else a change of pressure has any sign.</summary>
    MinusNineWithoutTendency = 3,
}
