using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

public sealed class JoinedFrameTests
{
    private readonly OutboundUpdate _first = new TestSource(TopicName.Article("a")).Next();
    private readonly OutboundUpdate _second = new TestSource(TopicName.Article("b")).Next();

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    internal void Readers_who_get_the_same_updates_share_their_bytes(WireFormat format)
    {
        var one = JoinedFrame.Of([_first, _second], format).SocketFrame;
        var other = JoinedFrame.Of([_first, _second], format).SocketFrame;

        Assert.Same(one, other);
        Assert.Equal(UpdatesFrame.ForSocket([_first, _second], format), one);
    }

    [Fact]
    public void Whoever_gets_anything_else_gets_other_bytes()
    {
        OutboundUpdate[][] all = [[_first, _second], [_second, _first], [_first], [_first, _second, _first]];

        foreach (var updates in all)
        {
            Assert.Equal(UpdatesFrame.ForSocket(updates, WireFormat.Json), JoinedFrame.Of(updates, WireFormat.Json).SocketFrame);
        }

        Assert.NotSame(JoinedFrame.Of(all[0], WireFormat.Json), JoinedFrame.Of(all[0], WireFormat.MessagePack));
    }
}
