namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Something about the row at the given place.</summary>
public sealed record TickerNote(int Index, long Value);
