namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>A column of a text format that is read.</summary>
/// <param name="Index">Place in the row, from 0.</param>
/// <param name="Name">As in the help of the source.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Missing">Which numbers stand for nothing.</param>
/// <param name="Factor">From the unit of the column to that of the quantity.</param>
internal sealed record TextColumn(int Index, string Name, Quantity Quantity, MissingRule Missing, decimal Factor = 1);
