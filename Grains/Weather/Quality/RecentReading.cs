using System.Runtime.InteropServices;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>A temperature that was shown, for comparison with later ones.</summary>
[StructLayout(LayoutKind.Auto), GenerateSerializer, Immutable, Alias("weather.RecentReading")]
internal readonly record struct RecentReading([property: Id(0)] long Minute, [property: Id(1)] int Tenths);
