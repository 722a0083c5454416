using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>A place on a map, in units of its view box: from the left and from the top.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MapPoint(double X, double Y);
