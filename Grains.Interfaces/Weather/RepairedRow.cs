namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A row that was accepted although something in it had to be replaced.</summary>
/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="StationId">Station number.</param>
/// <param name="Code"><c>name-missing</c> or <c>name-differs</c>.</param>
/// <param name="Reason">For people.</param>
public sealed record RepairedRow(int Index, int StationId, string Code, string Reason);
