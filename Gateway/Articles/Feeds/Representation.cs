using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>The bytes of a document, plain and compressed, each with a strong tag of its own that is the same on every gateway.</summary>
internal sealed class Representation
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>Below it, compression costs more than it saves.</summary>
    private const int CompressedFrom = 1_024;

    private readonly string _hash;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public Representation(byte[] bytes, string contentType, DateTimeOffset changedAt)
    {
        Bytes = bytes;
        ContentType = contentType;
        ChangedAt = DateTimeOffset.FromUnixTimeSeconds(changedAt.ToUnixTimeSeconds());
        _hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
        _brotli = new Lazy<byte[]>(() => Pack(output => new BrotliStream(output, CompressionLevel.Optimal)));
        _gzip = new Lazy<byte[]>(() => Pack(output => new GZipStream(output, CompressionLevel.Optimal)));
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>In whole seconds.</summary>
    public DateTimeOffset ChangedAt { get; }

    /// <summary>The best encoding that the client takes, null for none, with its bytes and its tag.</summary>
    public (byte[] Bytes, string? Encoding, EntityTagHeaderValue Tag) Choose(IList<StringWithQualityHeaderValue> accepted)
    {
        var encoding = Bytes.Length < CompressedFrom ? null : Takes(accepted, Brotli) ? Brotli : Takes(accepted, Gzip) ? Gzip : null;
        return (encoding == Brotli ? _brotli.Value : encoding == Gzip ? _gzip.Value : Bytes, encoding, new EntityTagHeaderValue($"\"{_hash}.{encoding ?? "plain"}\""));
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0);

    private byte[] Pack(Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var packer = open(output))
        {
            packer.Write(Bytes);
        }

        return output.ToArray();
    }
}
