using System.Runtime.InteropServices;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>A temperature to be judged.</summary>
/// <param name="Station">Place in the table of stations.</param>
/// <param name="Minute">Unix minutes of the observation.</param>
/// <param name="Tenths">Within the plausible range.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReportedTemperature(int Station, long Minute, int Tenths);
