using System.Buffers;
using System.Text;
using CsCheck;
using Sokbo.Gateway.Delivery.Lane;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

public sealed class SocketReaderProperties
{
    private const int BytesMax = 4_096;

    private static readonly Gen<byte[]> Payloads = Gen.OneOf(Gen.Int[0, 20], Gen.Int[120, 130], Gen.Int[0, 2_000])
        .Select(length => Encoding.ASCII.GetBytes(new string('x', length)));

    /// <summary>A message in fragments, with pings between them.</summary>
    private static readonly Gen<(byte[] Payload, int[] Cuts, bool IsText, bool Pinged, uint Mask)> Messages =
        Gen.Select(Payloads, Gen.Int[0, 2_000].Array[0, 4], Gen.Bool, Gen.Bool, Gen.UInt);

    [Fact]
    public void What_was_sent_is_what_is_read_however_it_is_cut() => Gen.Select(Messages.Array[0, 6], Gen.Int[1, 700].Array[1, 20]).Sample((messages, sizes) =>
    {
        var wire = new List<byte>();
        var expected = new List<(SocketEventKind, string)>();
        foreach (var message in messages)
        {
            Put(wire, expected, message);
        }

        Assert.Equal(expected, Read([.. wire], sizes).Select(found => (found.Kind, Encoding.ASCII.GetString(found.Payload))));
    });

    [Fact]
    public void Changed_bytes_never_throw_and_never_exceed_the_bound() => Gen.Select(
        Messages.Array[1, 4], Gen.Select(Gen.Int[0, 3_000], Gen.Byte).Array[1, 6], Gen.Int[1, 700].Array[1, 20]).Sample((messages, changes, sizes) =>
    {
        var wire = new List<byte>();
        foreach (var message in messages)
        {
            Put(wire, [], message);
        }

        var bytes = wire.ToArray();
        foreach (var (at, value) in changes)
        {
            bytes[at % bytes.Length] = value;
        }

        Assert.All(Read(bytes, sizes), found => Assert.InRange(found.Payload.Length, 0, BytesMax));
    });

    [Fact]
    public void Random_bytes_never_throw_and_never_exceed_the_bound() => Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[1, 50].Array[1, 9]).Sample((bytes, sizes) =>
        Assert.All(Read(bytes, sizes), found => Assert.InRange(found.Payload.Length, 0, BytesMax)));

    [Theory]
    [InlineData("not masked", "8100", 1002)]
    [InlineData("reserved bit", "C18000000000", 1002)]
    [InlineData("reserved operation", "838000000000", 1002)]
    [InlineData("reserved control operation", "8B8000000000", 1002)]
    [InlineData("continuation of nothing", "808000000000", 1002)]
    [InlineData("ping in fragments", "098000000000", 1002)]
    [InlineData("long ping", "89FE007E00000000", 1002)]
    [InlineData("message within a message", "018000000000818000000000", 1002)]
    [InlineData("text that is not UTF-8", "818100000000FF", 1007)]
    [InlineData("text cut within a character, then ended", "018100000000EA808000000000", 1007)]
    [InlineData("more than may be", "81FE100100000000", 1009)]
    [InlineData("far more than may be", "81FFFFFFFFFFFFFFFFFF00000000", 1009)]
    [InlineData("goodbye of one byte", "88810000000003", 1002)]
    [InlineData("goodbye with 1005", "88820000000003ED", 1002)]
    [InlineData("goodbye with 999", "88820000000003E7", 1002)]
    [InlineData("goodbye with 2999", "8882000000000BB7", 1002)]
    [InlineData("goodbye whose reason is not UTF-8", "88830000000003E8FF", 1007)]
    public void A_violation_ends_the_connection_with_its_code(string what, string hex, int code)
    {
        var found = Read(Convert.FromHexString(hex), [1]);

        Assert.True(found is [{ Kind: SocketEventKind.Broken }] && (int)found[0].Code == code, $"{what}: {string.Join(", ", found)}");
    }

    [Theory]
    [InlineData("888000000000", 1000)]
    [InlineData("88820000000003E8", 1000)]
    [InlineData("88840000000003E96F6B", 1001)]
    [InlineData("8882000000000FA0", 4000)]
    public void A_goodbye_is_understood(string hex, int code) =>
        Assert.Equal([(SocketEventKind.Closed, code)], Read(Convert.FromHexString(hex), [3]).Select(found => (found.Kind, (int)found.Code)));

    [Fact]
    public void Empty_fragments_without_end_hold_nothing()
    {
        byte[] wire = [.. ClientBytes.Frame(1, [], final: false), .. Enumerable.Repeat(ClientBytes.Frame(0, [], final: false), 100_000).SelectMany(frame => frame)];

        Assert.Empty(Read(wire, [wire.Length]));
    }

    [Fact]
    public void Fragments_together_may_not_exceed_the_bound()
    {
        byte[] wire = [.. ClientBytes.Frame(2, new byte[BytesMax], final: false), .. ClientBytes.Frame(0, [1])];

        Assert.Equal([(SocketEventKind.Broken, SocketClose.TooBig)], Read(wire, [wire.Length]).Select(found => (found.Kind, found.Code)));
    }

    private static void Put(
        List<byte> wire, List<(SocketEventKind, string)> expected, (byte[] Payload, int[] Cuts, bool IsText, bool Pinged, uint Mask) message)
    {
        int[] cuts = [.. message.Cuts.Select(cut => Math.Min(cut, message.Payload.Length)).Order(), message.Payload.Length];
        var start = 0;
        for (var i = 0; i < cuts.Length; i++)
        {
            var operation = i > 0 ? 0 : message.IsText ? 1 : 2;
            wire.AddRange(ClientBytes.Frame(operation, message.Payload.AsSpan(start..cuts[i]), i == cuts.Length - 1, message.Mask + (uint)i));
            start = cuts[i];
            if (message.Pinged && i < cuts.Length - 1)
            {
                wire.AddRange(ClientBytes.Frame(9, "ping"u8, mask: message.Mask));
                expected.Add((SocketEventKind.Ping, "ping"));
            }
        }

        expected.Add((SocketEventKind.Message, Encoding.ASCII.GetString(message.Payload)));
    }

    /// <summary>Feeds the bytes in pieces, as a pipe does, until they end or the connection would.</summary>
    private static List<SocketEvent> Read(byte[] wire, int[] sizes)
    {
        var reader = new SocketReader(BytesMax);
        var events = new List<SocketEvent>();
        var (taken, given) = (0, 0);
        for (var i = 0; given < wire.Length; i++)
        {
            given = Math.Min(wire.Length, given + sizes[i % sizes.Length]);
            var bytes = new ReadOnlySequence<byte>(wire, taken, given - taken);
            while (reader.Next(ref bytes) is { Kind: not SocketEventKind.None } found)
            {
                events.Add(found);
                if (found.Kind is SocketEventKind.Broken or SocketEventKind.Closed)
                {
                    return events;
                }
            }

            taken = given - (int)bytes.Length;
        }

        return events;
    }
}
