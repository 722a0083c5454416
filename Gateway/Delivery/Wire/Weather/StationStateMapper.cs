using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

internal sealed class StationStateMapper : WireMapper<StationState>
{
    protected override object Map(StationState payload, WireStep step) => new WireStation
    {
        Id = payload.StationId,
        Name = payload.Name,
        Tenths = payload.Last.Tenths,
        Sky = payload.Last.Sky.Length == 0 ? null : payload.Last.Sky,
        ObservedAt = payload.Last.ObservedAt.ToUnixTimeMilliseconds(),
        Quality = payload.Last.Quality == ReadingQuality.Good ? null : (int)payload.Last.Quality,
        By = Attribution.Of(payload.Last.Source),
    };
}
