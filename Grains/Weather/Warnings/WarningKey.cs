namespace Sokbo.Grains.Weather.Warnings;

/// <summary>What identifies a warning: where and of what.</summary>
[GenerateSerializer, Immutable, Alias("weather.WarningKey")]
internal sealed record WarningKey([property: Id(0)] string Zone, [property: Id(1)] string Kind);
