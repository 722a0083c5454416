using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>The bytes of a document, plain and compressed, each with a strong tag of its own that is the same on every gateway.</summary>
internal sealed class Representation
{
    /// <summary>Below it, compression costs more than it saves.</summary>
    private const int CompressedFrom = 1_024;

    private readonly string _hash;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    private readonly DateTimeOffset? _changedAt;
    private readonly DateTimeOffset _writtenAt;

    /// <param name="bytes">Plain.</param>
    /// <param name="contentType">Of the document.</param>
    /// <param name="changedAt">When it last changed; null where no date is to prove that a client has it.</param>
    /// <param name="writtenAt">Now.</param>
    public Representation(byte[] bytes, string contentType, DateTimeOffset? changedAt, DateTimeOffset writtenAt)
    {
        Bytes = bytes;
        ContentType = contentType;
        _changedAt = changedAt;
        _writtenAt = writtenAt;
        _hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
        _brotli = new Lazy<byte[]>(() => Pack(output => new BrotliStream(output, CompressionLevel.Optimal)));
        _gzip = new Lazy<byte[]>(() => Pack(output => new GZipStream(output, CompressionLevel.Optimal)));
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>
    /// The bytes for a client that takes <paramref name="accepted"/>, and how they are packed: a small document stays as it is.
    /// They are packed when somebody first asks.
    /// </summary>
    public (byte[] Bytes, ContentCoding Coding) Choose(ContentCoding accepted) =>
        Bytes.Length < CompressedFrom || accepted == ContentCoding.Plain ? (Bytes, ContentCoding.Plain)
        : accepted == ContentCoding.Brotli ? (_brotli.Value, accepted)
        : (_gzip.Value, accepted);

    public bool IsSameAs(Representation other) => _hash == other._hash && ContentType == other.ContentType;

    /// <summary>In whole seconds; null while it does not tell this document from others.</summary>
    public DateTimeOffset? DateAt(DateTimeOffset now) => _changedAt is { } changed ? DocumentDate.Of(changed, _writtenAt, now) : null;

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
