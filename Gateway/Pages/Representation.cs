using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Sokbo.Gateway.Pages;

/// <summary>The bytes of a document, plain and compressed, each with a strong tag of its own that is the same on every gateway.</summary>
internal class Representation
{
    /// <summary>Below it, compression costs more than it saves.</summary>
    private const int CompressedFrom = 1_024;

    private readonly string _hash;
    private readonly string[] _tags;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <param name="bytes">Plain.</param>
    /// <param name="contentType">Of the document.</param>
    /// <param name="terms">What its headers say of how it is to be shown: under others it is another document, because caches keep the headers of the one that they have.</param>
    public Representation(byte[] bytes, string contentType, string terms = "")
    {
        Bytes = bytes;
        ContentType = contentType;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(Encoding.UTF8.GetBytes(terms));
        _hash = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
        _tags = [.. Enum.GetValues<ContentCoding>().Select(coding => $"\"{_hash}.{AcceptedCoding.NameOf(coding) ?? "plain"}\"")];
        _brotli = new Lazy<byte[]>(() => Pack(output => new BrotliStream(output, CompressionLevel.Optimal)));
        _gzip = new Lazy<byte[]>(() => Pack(output => new GZipStream(output, CompressionLevel.Optimal)));
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    /// <summary>How it is packed for a client that takes <paramref name="accepted"/>: a small document stays as it is.</summary>
    public ContentCoding CodingFor(ContentCoding accepted) => Bytes.Length < CompressedFrom ? ContentCoding.Plain : accepted;

    /// <summary>They are packed when somebody first asks.</summary>
    public byte[] BytesIn(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => _brotli.Value,
        ContentCoding.Gzip => _gzip.Value,
        _ => Bytes,
    };

    public string TagOf(ContentCoding coding) => _tags[(int)coding];

    public bool HasBytesOf(Representation other) => _hash == other._hash && ContentType == other.ContentType;

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
