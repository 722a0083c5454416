using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>State of <c>weather/station/{number}</c>: the last reading that is shown.</summary>
[GenerateSerializer, Immutable, Alias("weather.StationState")]
public sealed record StationState(
    [property: Id(0)] int StationId,
    [property: Id(1)] string Name,
    [property: Id(2)] Reading Last) : TopicPayload;
