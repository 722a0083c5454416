using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Events;

/// <summary>
/// The positions of a whole event stream in one id, in the order of its topics: <c>3f2a91c0;e1:7;-;e9:120</c>. The first
/// part stands for the list of topics, so that an id never moves to another list.
/// </summary>
internal static class EventId
{
    public const int LengthMax = 8 * 1024;

    private const char Unknown = '-';

    /// <summary>What stands for a list of topics.</summary>
    public static string Tag(IReadOnlyList<string> topics) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', topics))).AsSpan(0, 4));

    public static string Write(string tag, ReadOnlySpan<Position?> positions)
    {
        var text = new StringBuilder(tag);
        foreach (var position in positions)
        {
            text.Append(';');
            if (position is { } known)
            {
                text.Append(known.Epoch).Append(':').Append(known.Seq.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(Unknown);
            }
        }

        return text.ToString();
    }

    /// <summary>One position, or null, for each topic. An id of another list, or one that is no id, knows nothing.</summary>
    public static Position?[] Read(string? id, IReadOnlyList<string> topics)
    {
        var positions = new Position?[topics.Count];
        if (id is not { Length: > 0 and <= LengthMax })
        {
            return positions;
        }

        var parts = id.Split(';');
        if (parts.Length != topics.Count + 1 || parts[0] != Tag(topics))
        {
            return positions;
        }

        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = ReadOne(parts[i + 1]);
        }

        return positions;
    }

    private static Position? ReadOne(string part)
    {
        var colon = part.LastIndexOf(':');
        return colon > 0 && long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? new Position(part[..colon], seq)
            : null;
    }
}
