namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>One row of a batch as it was sent.</summary>
/// <param name="StationId">0 where none was sent, see <see cref="StationSequence"/>.</param>
/// <param name="Name">Decoration, if there is a number.</param>
/// <param name="Sky">As it came.</param>
/// <param name="TemperatureCelsius">Null where there is none.</param>
public sealed record ObservationRow(int StationId, string? Name, string? Sky, decimal? TemperatureCelsius)
{
    public MeasuredValues Measured { get; init; } = MeasuredValues.None;
}
