namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A row that changes nothing.</summary>
/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="StationId">Station number as it was sent.</param>
/// <param name="Code">Stable; see <see cref="ObservationRules"/>.</param>
/// <param name="Reason">For people.</param>
public sealed record RefusedRow(int Index, int StationId, string Code, string Reason);
