using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sokbo.Gateway.Access;

/// <summary>
/// Form of a key: <c>sk_{id}_{256 random bits in base64url}</c>. The id finds the key without a search; the cluster knows
/// only the hash of the whole. An operator may choose the first key freely, so a key without that form has no id.
/// </summary>
internal static class KeySecret
{
    public const string Prefix = "sk_";

    public const int LengthMax = 512;

    public static string New(string id) => $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The id in the key. Base64url may hold <c>_</c>, ids do not.</summary>
    public static string? IdOf(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var end = secret.IndexOf('_', Prefix.Length);
        return end < 0 ? null : secret[Prefix.Length..end];
    }

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
