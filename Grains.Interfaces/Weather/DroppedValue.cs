namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A value that was left out of an accepted row.</summary>
/// <param name="Index">Place of the row in the batch, from 0.</param>
/// <param name="StationId">Station number.</param>
/// <param name="Value">Its name, as in the request.</param>
/// <param name="Code">Stable: <c>implausible</c> or <c>inconsistent</c>.</param>
/// <param name="Reason">For people.</param>
public sealed record DroppedValue(int Index, int StationId, string Value, string Code, string Reason);
