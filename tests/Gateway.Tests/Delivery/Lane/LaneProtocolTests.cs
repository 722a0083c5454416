using System.Text;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>What no stock client does, and what a server has to do all the same.</summary>
public sealed class LaneProtocolTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    [Fact]
    public async Task Clients_that_do_not_negotiate_are_carried_as_well()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        gateway.Cluster.Add(Topic);
        await using var json = await gateway.ConnectAsync(negotiate: false);
        await using var pack = await gateway.ConnectAsync(messagePack: true, negotiate: false);

        Assert.Equal("snapshot", (await json.SubscribeAsync(Topic.Text)).Outcome);
        Assert.Equal("snapshot", (await pack.SubscribeAsync(Topic.Text)).Outcome);
    }

    [Fact]
    public async Task Everything_may_come_byte_by_byte()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        gateway.Cluster.Add(Topic);
        using var reader = await RawReader.ConnectAsync(gateway);

        foreach (var value in (byte[])[.. ClientBytes.Upgrade(), .. ClientBytes.Text(ClientBytes.Handshake), .. ClientBytes.Text(ClientBytes.Subscribe)])
        {
            await reader.WriteAsync([value]);
        }

        Assert.StartsWith("HTTP/1.1 101 ", await reader.HeadAsync(), StringComparison.Ordinal);
        Assert.Equal((1, "{}\u001e", 0), await reader.FrameAsync());
        Assert.Contains("\"outcome\":\"snapshot\"", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_may_be_cut_anywhere_and_several_may_come_in_one_message()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        gateway.Cluster.Add(Topic);
        using var reader = await RawReader.OpenAsync(gateway);
        var calls = Encoding.UTF8.GetBytes(ClientBytes.Subscribe + ClientBytes.Subscribe);

        await reader.WriteAsync(ClientBytes.Frame(1, calls.AsSpan(0, 30), final: false));
        await reader.WriteAsync(ClientBytes.Frame(9, "between"u8));
        await reader.WriteAsync(ClientBytes.Frame(0, calls.AsSpan(30, 70)));
        await reader.WriteAsync(ClientBytes.Frame(2, calls.AsSpan(100)));

        Assert.Equal((10, "between", 0), await reader.FrameAsync());
        Assert.Contains("\"outcome\":\"snapshot\"", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"snapshot\"", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_an_upgrade_is_that_of_the_standard()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync(ClientBytes.Upgrade());
        var head = await reader.HeadAsync();

        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /live/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 ")]
    [InlineData("GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 ")]
    [InlineData("POST /live/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 ")]
    [InlineData("GET /live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("nonsense\r\n\r\n", "HTTP/1.1 400 ")]
    public async Task What_is_not_for_the_lane_is_answered_as_without_it(string request, string answer)
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.ConnectAsync(gateway);

        foreach (var part in request.Chunk(7))
        {
            await reader.WriteAsync(Encoding.ASCII.GetBytes(part));
            await Task.Yield();
        }

        Assert.StartsWith(answer, await reader.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_is_carried_by_the_hub()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync(ClientBytes.Upgrade(extra: "Authorization: Bearer x\r\n"));
        await reader.HeadAsync();
        await reader.WriteAsync(ClientBytes.Text(ClientBytes.Handshake));
        await reader.FrameAsync();

        await Eventually.TrueAsync(() => gateway.Kinds is ["json"]);
    }

    [Theory]
    [InlineData("{\"protocol\":\"xml\",\"version\":1}\u001e", "The protocol 'xml' of version 1 is not supported.")]
    [InlineData("{\"protocol\":\"json\",\"version\":99}\u001e", "The protocol 'json' of version 99 is not supported.")]
    [InlineData("nonsense\u001e", "1006: ")]
    public async Task A_handshake_that_cannot_be_is_answered(string handshake, string error)
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync(ClientBytes.Upgrade());
        await reader.HeadAsync();
        await reader.WriteAsync(ClientBytes.Text(handshake));

        Assert.Contains(error, (await reader.FrameAsync())!.Value.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(8, (await reader.FrameAsync())!.Value.Operation);
    }

    [Fact]
    public async Task A_violation_is_answered_with_its_numbers()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.OpenAsync(gateway);

        await reader.WriteAsync([0x81, 0x00]);

        Assert.Contains("1006: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal((8, 1002), (await reader.FrameAsync()) is { } close ? (close.Operation, close.Code) : default);
        Assert.Null(await reader.FrameAsync());
        await Eventually.TrueAsync(() => gateway.Connections == 0);
    }

    [Fact]
    public async Task A_call_longer_than_may_be_ends_the_connection()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: ("ReceiveBytesMax", "1024"));
        using var reader = await RawReader.OpenAsync(gateway);

        await reader.WriteAsync(ClientBytes.Text(new string('x', 600)));
        await reader.WriteAsync(ClientBytes.Text(new string('x', 600)));

        Assert.Contains("1006: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(1009, (await reader.FrameAsync())!.Value.Code);
    }

    [Fact]
    public async Task A_goodbye_is_answered_with_the_same_code()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.OpenAsync(gateway);

        await reader.WriteAsync(ClientBytes.Close(4001, "안녕"));

        Assert.Equal((8, 4001), (await reader.FrameAsync()) is { } close ? (close.Operation, close.Code) : default);
        Assert.Null(await reader.FrameAsync());
    }

    [Trait("Pace", "slow")]
    [Fact]
    public async Task Who_does_not_shake_hands_is_closed_with_a_number()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: ("HandshakeSeconds", "1"));
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync(ClientBytes.Upgrade());
        await reader.HeadAsync();

        Assert.Contains("3004: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(8, (await reader.FrameAsync())!.Value.Operation);
        Assert.Null(await reader.FrameAsync());
    }

    [Fact]
    public async Task Who_is_silent_is_pinged_and_then_closed_with_a_number()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: ("KeepAliveSeconds", "1"));
        using var reader = await RawReader.OpenAsync(gateway);

        var frame = (await reader.FrameAsync())!.Value;
        var pings = 0;
        for (; frame.Text == "{\"type\":6}\u001e"; pings++)
        {
            frame = (await reader.FrameAsync())!.Value;
        }

        Assert.InRange(pings, 1, 4);
        Assert.Contains("3005: ", frame.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_byte_that_never_comes_is_waited_for_by_the_server_behind()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: ("HandshakeSeconds", "1"));
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync("GET /li"u8.ToArray());
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await reader.WriteAsync(Encoding.ASCII.GetBytes("vely HTTP/1.1\r\nHost: a\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 404 ", await reader.HeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_shutdown_everybody_is_told_to_come_back()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane);
        using var reader = await RawReader.OpenAsync(gateway);

        var stop = gateway.StopAsync();
        var goodbye = await reader.FrameAsync();
        var close = await reader.FrameAsync();
        await reader.WriteAsync(ClientBytes.Close(1001));
        await stop;

        Assert.Equal("{\"type\":7,\"allowReconnect\":true}\u001e", goodbye!.Value.Text);
        Assert.Equal((8, 1001), (close!.Value.Operation, close.Value.Code));
    }
}
