using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Pages;

/// <summary>A file of <c>web/</c> as it was built.</summary>
internal sealed record WebAsset(string ContentType, byte[] Plain, byte[] Gzip, byte[] Brotli)
{
    /// <summary>Of its content.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Plain).AsSpan(0, 8));

    /// <summary>The best encoding that the browser takes, and the name of it; null for none.</summary>
    public (byte[] Bytes, string? Encoding) Choose(IList<StringWithQualityHeaderValue>? accepted)
    {
        return Takes("br") ? (Brotli, "br") : Takes("gzip") ? (Gzip, "gzip") : (Plain, null);

        bool Takes(string encoding) => accepted?.Any(value =>
            value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0) == true;
    }
}
