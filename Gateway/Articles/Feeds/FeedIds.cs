using System.Security.Cryptography;
using System.Text;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>Names that survive a change of address: the same article has the same one in every feed, for ever.</summary>
internal static class FeedIds
{
    public static string OfArticle(string id) => Guid.TryParseExact(id, "N", out var guid) ? $"urn:uuid:{guid:D}" : Named($"article/{id}");

    public static string OfFeed(string site, string? section) => Named(section is null ? $"feed/{site}" : $"feed/{site}/{section}");

    /// <summary>A name-based UUID of version 8 (RFC 9562).</summary>
    private static string Named(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }
}
