using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>Where a station stands that has no row in the ticker.</summary>
[GenerateSerializer, Immutable, Alias("weather.HiddenRow")]
internal sealed record HiddenRow([property: Id(0)] TickerRow Row, [property: Id(1)] long Revision);
