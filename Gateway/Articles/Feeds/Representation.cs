using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Pages;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>The bytes of a document, plain and compressed, each with a strong tag of its own that is the same on every gateway.</summary>
internal sealed class Representation
{
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

    /// <summary>
    /// The bytes for a client that takes <paramref name="accepted"/>, and how they are packed: a small document stays as it is.
    /// They are packed when somebody first asks.
    /// </summary>
    public (byte[] Bytes, ContentCoding Coding) Choose(ContentCoding accepted) =>
        Bytes.Length < CompressedFrom || accepted == ContentCoding.Plain ? (Bytes, ContentCoding.Plain)
        : accepted == ContentCoding.Brotli ? (_brotli.Value, accepted)
        : (_gzip.Value, accepted);

    public EntityTagHeaderValue TagOf(ContentCoding coding) => new($"\"{_hash}.{AcceptedCoding.NameOf(coding) ?? "plain"}\"");

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
