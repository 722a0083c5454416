using System.Runtime.InteropServices;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A place on the earth, in degrees north and east.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>Mean radius; the earth is taken for a sphere, which is wrong by at most half a percent.</summary>
    private const double EarthKilometres = 6371.0088;

    /// <summary>On the shortest way over the ground.</summary>
    public double KilometresTo(GeoPoint other)
    {
        var (from, to) = (Radians(Latitude), Radians(other.Latitude));
        var across = Math.Sin((to - from) / 2);
        var along = Math.Sin(Radians(other.Longitude - Longitude) / 2);
        var half = across * across + Math.Cos(from) * Math.Cos(to) * along * along;
        return 2 * EarthKilometres * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
