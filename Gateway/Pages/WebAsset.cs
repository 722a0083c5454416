using System.Security.Cryptography;

namespace Sokbo.Gateway.Pages;

/// <summary>A file of <c>web/</c> as it was built.</summary>
internal sealed record WebAsset(string ContentType, byte[] Plain, byte[] Gzip, byte[] Brotli)
{
    /// <summary>Of its content.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Plain).AsSpan(0, 8));

    public byte[] Packed(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => Brotli,
        ContentCoding.Gzip => Gzip,
        _ => Plain,
    };
}
