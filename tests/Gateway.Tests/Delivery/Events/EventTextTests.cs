using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using CsCheck;
using Sokbo.Gateway.Delivery.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

/// <summary>Against the platform's own parser.</summary>
public sealed class EventTextTests
{
    [Fact]
    public void Any_text_arrives_as_it_left_but_for_line_ends() => Gen.String[0, 200].Where(IsWhole).Sample(text =>
    {
        var output = new ArrayBufferWriter<byte>();
        EventText.Message(output, "id-1", Encoding.UTF8.GetBytes(text));
        EventText.Heartbeat(output);
        EventText.Named(output, "refused", "x"u8);

        var events = Parse(output);

        Assert.Equal(["message", "refused"], events.Select(item => item.EventType));
        Assert.Equal(text.ReplaceLineEndings("\n").Replace('\r', '\n'), events[0].Data.ReplaceLineEndings("\n"));
        Assert.Equal("id-1", events[0].EventId);
    });

    [Fact]
    public void A_retry_time_is_for_the_next_connection()
    {
        var output = new ArrayBufferWriter<byte>();
        EventText.Retry(output, 1_500);
        EventText.Message(output, "1", "{}"u8);

        Assert.Equal(TimeSpan.FromSeconds(1.5), Assert.Single(Parse(output)).ReconnectionInterval);
    }

    private static List<SseItem<string>> Parse(ArrayBufferWriter<byte> output)
    {
        using var stream = new MemoryStream(output.WrittenSpan.ToArray());
        return [.. SseParser.Create(stream).Enumerate()];
    }

    // ReplaceLineEndings also knows form feeds and Unicode's separators, which an event stream does not; and a lone
    // surrogate has no bytes.
    private static bool IsWhole(string text) =>
        !text.Any(letter => char.IsSurrogate(letter) || letter is '\f' or '\u0085' or '\u2028' or '\u2029');
}
