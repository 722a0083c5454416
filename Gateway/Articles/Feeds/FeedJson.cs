using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>Writes JSON documents with Hangul as it is. They are never part of a page, so nothing is escaped for HTML.</summary>
internal static class FeedJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, Options);

    /// <summary>In one line.</summary>
    public static byte[] WriteLine(Action<Utf8JsonWriter> write) => Write(write, Options with { Indented = false });

    private static byte[] Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
