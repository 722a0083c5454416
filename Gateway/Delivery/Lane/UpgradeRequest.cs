using System.Buffers;
using System.Text;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// The head of a request that opens a WebSocket for an anonymous reader. Only what is plain is taken: whatever is
/// unusual, wrong or longer than <see cref="BytesMax"/> is left to ASP.NET Core, which knows how to answer it.
/// </summary>
/// <param name="Length">Bytes of the head, the empty line included.</param>
/// <param name="Key">The client's <c>Sec-WebSocket-Key</c>: 16 bytes in base64.</param>
/// <param name="Host">As the client wrote it.</param>
/// <param name="Origin">The page that asks, or null for who is no page.</param>
/// <param name="ForwardedFor">All of <c>X-Forwarded-For</c>, or null.</param>
internal sealed record UpgradeRequest(int Length, string Key, string Host, string? Origin, string? ForwardedFor)
{
    public const int BytesMax = 8 * 1024;

    private const int KeyLength = 24;

    /// <summary>Characters of a header's name: token in RFC 9110.</summary>
    private static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Visible characters and spaces.</summary>
    private static readonly SearchValues<byte> Text = SearchValues.Create([.. Enumerable.Range(0x20, 0x5f).Select(value => (byte)value)]);

    /// <summary>Looks at the first bytes of a connection; never throws.</summary>
    /// <param name="bytes">All that has come so far.</param>
    /// <param name="path">Where readers connect, as <c>/live</c>.</param>
    /// <param name="request">Set with <see cref="UpgradeVerdict.Reader"/>.</param>
    public static UpgradeVerdict Read(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> path, out UpgradeRequest? request)
    {
        request = null;
        if (!MayBegin(bytes, "GET "u8) || (bytes.Length > 4 && !MayBegin(bytes[4..], path)))
        {
            return UpgradeVerdict.Foreign;
        }

        var end = bytes[..Math.Min(bytes.Length, BytesMax)].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return bytes.Length < BytesMax ? UpgradeVerdict.Incomplete : UpgradeVerdict.Foreign;
        }

        request = ReadHead(bytes[..(end + 2)], path);
        return request is null ? UpgradeVerdict.Foreign : UpgradeVerdict.Reader;
    }

    private static bool MayBegin(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> with) =>
        bytes.Length < with.Length ? with.StartsWith(bytes) : bytes.StartsWith(with);

    private static UpgradeRequest? ReadHead(ReadOnlySpan<byte> head, ReadOnlySpan<byte> path)
    {
        var length = head.Length + 2;
        var line = TakeLine(ref head);
        if (!line.EndsWith(" HTTP/1.1"u8) || !IsReadersTarget(line[4..^9], path))
        {
            return null;
        }

        string? key = null, host = null, origin = null, forwarded = null;
        var (upgrade, connection, version) = (false, false, false);
        while (!head.IsEmpty)
        {
            line = TakeLine(ref head);
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExcept(Token) || line[colon..].ContainsAnyExcept(Text))
            {
                return null;
            }

            var value = Encoding.ASCII.GetString(line[(colon + 1)..].Trim((byte)' '));
            var once = Encoding.ASCII.GetString(line[..colon]).ToLowerInvariant() switch
            {
                "host" => Set(ref host, value),
                "origin" => Set(ref origin, value),
                "x-forwarded-for" => Append(ref forwarded, value),
                "sec-websocket-key" => Set(ref key, value),
                "sec-websocket-version" => Flag(ref version, value == "13"),
                "upgrade" => Flag(ref upgrade, value.Equals("websocket", StringComparison.OrdinalIgnoreCase)),
                "connection" => Flag(ref connection, HasToken(value, "upgrade")),

                // A body, a sub-protocol, somebody who signs in: not ours.
                "content-length" or "transfer-encoding" or "expect" or "sec-websocket-protocol" or "authorization" => false,
                _ => true,
            };
            if (!once)
            {
                return null;
            }
        }

        return upgrade && connection && version && key is not null && IsKey(key) && host is { Length: > 0 }
            ? new UpgradeRequest(length, key, host, origin, forwarded)
            : null;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("\r\n"u8);
        var line = head[..end];
        head = head[(end + 2)..];
        return line;
    }

    /// <summary>The path alone or with a query; the <c>id</c> of a negotiation says nothing to us, a token says "not anonymous".</summary>
    private static bool IsReadersTarget(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path) =>
        target.StartsWith(path)
        && (target.Length == path.Length || target[path.Length] == '?')
        && !target.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e)
        && target.IndexOf("access_token"u8) < 0;

    private static bool Set(ref string? place, string value)
    {
        var first = place is null;
        place = value;
        return first;
    }

    private static bool Append(ref string? place, string value)
    {
        place = place is null ? value : $"{place},{value}";
        return true;
    }

    private static bool Flag(ref bool place, bool value)
    {
        var first = !place;
        place = value;
        return first && value;
    }

    private static bool HasToken(string list, string token) =>
        list.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return key.Length == KeyLength && Convert.TryFromBase64String(key, bytes, out var written) && written == 16;
    }
}
