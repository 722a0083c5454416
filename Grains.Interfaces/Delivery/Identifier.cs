using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>The alphabet of everything that may stand in a topic name, a grain key or an address.</summary>
public static class Identifier
{
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= LengthMax } && text[0] != '.' && !text.AsSpan().ContainsAnyExcept(Allowed);
}
