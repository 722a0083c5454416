namespace Sokbo.Grains.Interfaces.Weather;

public sealed record AcceptedReading(StationInfo Station, Reading Reading);
