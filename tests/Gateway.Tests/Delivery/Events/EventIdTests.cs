using CsCheck;
using Sokbo.Gateway.Delivery.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

public sealed class EventIdTests
{
    private static readonly Gen<Position?> Positions =
        Gen.Select(Gen.Char["abcdef0123456789"].Array[1, 16], Gen.Long[0, long.MaxValue], Gen.Bool, (epoch, seq, known) =>
            known ? (Position?)new Position(new string(epoch), seq) : null);

    [Fact]
    public void What_was_written_is_read_again() => Positions.Array[1, 32].Sample(positions =>
    {
        var topics = Enumerable.Range(0, positions.Length).Select(index => $"article/a{index}").ToArray();

        Assert.Equal(positions, EventId.Read(EventId.Write(EventId.Tag(topics), positions), topics));
    });

    [Fact]
    public void An_id_of_another_list_knows_nothing()
    {
        var id = EventId.Write(EventId.Tag(["article/a", "article/b"]), [new Position("e", 1), new Position("e", 2)]);

        Assert.All(EventId.Read(id, ["article/b", "article/a"]), Assert.Null);
        Assert.All(EventId.Read(id, ["article/a"]), Assert.Null);
    }

    [Fact]
    public void What_a_stranger_sends_never_fails() => Gen.String.Sample(text =>
        Assert.Equal(2, EventId.Read(text, ["a", "b"]).Length));

    [Theory]
    [InlineData("e:-1")]
    [InlineData("e:1.5")]
    [InlineData("e:99999999999999999999")]
    [InlineData(":1")]
    [InlineData("e")]
    [InlineData("-")]
    public void A_part_that_is_no_position_is_unknown(string part) =>
        Assert.Null(EventId.Read($"{EventId.Tag(["a"])};{part}", ["a"])[0]);
}
