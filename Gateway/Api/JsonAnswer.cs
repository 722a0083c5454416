using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Small answers, written whole by code that was generated at build time, with their length before them. The buffer stays
/// with the thread.
/// </summary>
internal static class JsonAnswer
{
    /// <summary>A buffer that one long answer has made larger than this is let go of.</summary>
    private const int KeptBytesMax = 64 * 1024;

    private static readonly JsonWriterOptions Writing = new() { Encoder = ApiJson.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static void Write<T>(HttpResponse response, T value, JsonTypeInfo<T> type)
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(1024);
        var writer = _writer ??= new Utf8JsonWriter(bytes, Writing);
        bytes.ResetWrittenCount();
        writer.Reset(bytes);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.WrittenCount;
        response.BodyWriter.Write(bytes.WrittenSpan);
        if (bytes.Capacity > KeptBytesMax)
        {
            _bytes = null;
        }
    }
}
