namespace Sokbo.Fixtures.Weather;

/// <summary>What a healthy station reports.</summary>
/// <param name="Temperature">Tenths of a degree Celsius.</param>
/// <param name="DewPoint">Tenths of a degree Celsius; never above the temperature.</param>
/// <param name="Humidity">Per cent.</param>
/// <param name="Pressure">At the station, tenths of a hectopascal.</param>
/// <param name="Wind">Tenths of a metre a second.</param>
public sealed record TestObservation(int Temperature, int DewPoint, int Humidity, int Pressure, int Wind);
