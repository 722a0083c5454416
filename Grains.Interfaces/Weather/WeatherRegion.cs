namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A forecast district of KMA.</summary>
public sealed record WeatherRegion(string Id, string Name, string NameEnglish);
