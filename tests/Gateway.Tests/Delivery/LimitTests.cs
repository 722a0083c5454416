using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Fixtures;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;
using ErrorCode = Sokbo.Gateway.Delivery.ErrorCode;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>What strangers may not do, on both ways: each limit has a number for them and a count for the operator.</summary>
[Trait("Pace", "slow")]
public sealed class LimitTests
{
    private const string Stream = "/live/events?topic=article/a1";

    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [HubAndLane]
    public async Task Who_does_not_shake_hands_in_time_is_closed_with_a_number(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("HandshakeSeconds", "1"));
        var before = Closed(ErrorCode.NoHandshake);
        using var reader = await RawReader.ConnectAsync(gateway);

        await reader.WriteAsync(ClientBytes.Upgrade());
        await reader.HeadAsync();

        Assert.Contains("3004: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(8, (await reader.FrameAsync())!.Value.Operation);
        Assert.True(Closed(ErrorCode.NoHandshake) > before);
        Assert.Equal(0, gateway.Connections);
    }

    [Theory]
    [HubAndLane]
    public async Task Who_is_silent_is_closed_with_a_number(Carrier carrier)
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(carrier, time);
        var before = Closed(ErrorCode.SilentReader);
        using var reader = await RawReader.OpenAsync(gateway);

        var next = PastPingsAsync(reader);
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        var frame = await next;
        Assert.Contains("3005: ", frame.Text, StringComparison.Ordinal);
        Assert.Contains("\"allowReconnect\":true", frame.Text, StringComparison.Ordinal);
        Assert.True(Closed(ErrorCode.SilentReader) > before);
        await reader.WriteAsync(ClientBytes.Close(1000));
        await Eventually.TrueAsync(() => gateway.Connections == 0);
    }

    [Theory]
    [HubAndLane]
    public async Task Who_speaks_now_and_then_stays(Carrier carrier)
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(carrier, time);
        gateway.Cluster.Add(Topic);
        using var reader = await RawReader.OpenAsync(gateway);

        // Each pause is shorter than the silence that it takes, all of them are longer; an answer shows that the words were heard.
        for (var words = 0; words < 16; words++)
        {
            for (var second = 0; second < 4; second++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            await reader.WriteAsync(ClientBytes.Text(ClientBytes.Subscribe));
            await AnswerAsync(reader);
        }

        Assert.Equal(1, gateway.Connections);
    }

    [Theory]
    [HubAndLane]
    public async Task A_message_longer_than_may_be_ends_the_connection_with_a_number(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("ReceiveBytesMax", "1024"));
        var before = Closed(ErrorCode.BrokenMessage);
        using var reader = await RawReader.OpenAsync(gateway);

        await reader.WriteAsync(ClientBytes.Text(new string('x', 600)));
        await reader.WriteAsync(ClientBytes.Text(new string('x', 600)));

        Assert.Contains("1006: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Closed(ErrorCode.BrokenMessage) > before);
    }

    [Theory]
    [HubAndLane]
    public async Task A_handshake_that_is_none_or_too_long_is_answered_with_a_number(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("ReceiveBytesMax", "1024"));
        foreach (var text in (string[])["nonsense\u001e", new string('x', 1_100)])
        {
            using var reader = await RawReader.ConnectAsync(gateway);
            await reader.WriteAsync(ClientBytes.Upgrade());
            await reader.HeadAsync();

            await reader.WriteAsync(ClientBytes.Text(text));

            Assert.Contains("1006: ", (await reader.FrameAsync())!.Value.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [HubAndLane]
    public async Task A_full_gateway_refuses_with_a_number(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("ConnectionsMax", "1"));
        gateway.Cluster.Add(Topic);
        var before = Refused(ErrorCode.GatewayFull);
        await using var reader = await gateway.ConnectAsync(negotiate: false);

        Assert.Equal((503, "live-2006"), await UpgradeAsync(gateway));
        Assert.Equal((503, "live-2006"), await GetAsync(gateway, Stream));
        Assert.True(Refused(ErrorCode.GatewayFull) >= before + 2);
    }

    [Theory]
    [HubAndLane]
    public async Task A_gateway_that_goes_down_refuses_with_a_number(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: [("DrainNoticeSeconds", "0"), ("DrainWindowSeconds", "0")]);
        gateway.Cluster.Add(Topic);
        await gateway.DrainAsync();

        Assert.Equal((503, "live-2003"), await UpgradeAsync(gateway));
        Assert.Equal((503, "live-2003"), await GetAsync(gateway, Stream));
    }

    [Theory]
    [HubAndLane]
    public async Task Behind_a_trusted_proxy_each_reader_has_an_address_of_its_own(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(
            carrier, settings: [("ConnectionsPerAddressMax", "1"), ("Proxy:Trusted", "127.0.0.1")]);
        using var first = await RawReader.ConnectAsync(gateway);
        using var second = await RawReader.ConnectAsync(gateway);

        await first.WriteAsync(ClientBytes.Upgrade(extra: "X-Forwarded-For: 192.0.2.1\r\n"));
        Assert.StartsWith("HTTP/1.1 101 ", await first.HeadAsync(), StringComparison.Ordinal);
        await second.WriteAsync(ClientBytes.Upgrade(extra: "X-Forwarded-For: 192.0.2.2\r\n"));
        Assert.StartsWith("HTTP/1.1 101 ", await second.HeadAsync(), StringComparison.Ordinal);

        // What the reader itself put into the header comes before what the proxy wrote, and is not believed.
        Assert.Equal((429, "live-2002"), await UpgradeAsync(gateway, "X-Forwarded-For: 203.0.113.9, 192.0.2.1\r\n"));
    }

    [Theory]
    [HubAndLane]
    public async Task Who_comes_too_soon_is_told_when_and_takes_no_turn_of_others(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: [("ConnectsPerSecondMax", "1"), ("ConnectionsPerAddressMax", "1")]);
        using var first = await RawReader.ConnectAsync(gateway);
        await first.WriteAsync(ClientBytes.Upgrade());
        Assert.StartsWith("HTTP/1.1 101 ", await first.HeadAsync(), StringComparison.Ordinal);

        // An address that is full is refused as such, however often it asks.
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal((429, "live-2002"), await UpgradeAsync(gateway));
        }
    }

    [Fact]
    public async Task A_stream_of_more_topics_than_may_be_is_refused_with_a_number()
    {
        await using var gateway = await TestGateway.StartAsync(settings: ("EventTopicsMax", "2"));
        gateway.Cluster.Add(Topic);
        var before = Refused(ErrorCode.MalformedTopics);

        Assert.Equal((400, "live-1003"), await GetAsync(gateway, $"{Stream}&topic=article/a2&topic=article/a3"));
        Assert.True(Refused(ErrorCode.MalformedTopics) > before);
    }

    [Fact]
    public async Task An_EventSource_that_has_to_wait_is_told_so_by_a_stream_that_ends()
    {
        await using var gateway = await TestGateway.StartAsync(settings: ("ConnectionsMax", "1"));
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync(negotiate: false);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url + Stream);
        request.Headers.Add("Accept", "text/event-stream");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        // Any other status, and a browser never comes back.
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Matches("^retry: [1-5][0-9]{3}\n\nevent: reconnect\ndata: {\"afterMilliseconds\":[1-5][0-9]{3},\"reason\":\"live-2006\"}\n\n$", text);
    }

    private static async Task<(int Operation, string Text, int Code)> PastPingsAsync(RawReader reader)
    {
        while (true)
        {
            var frame = (await reader.FrameAsync())!.Value;
            if (frame.Text != "{\"type\":6}\u001e")
            {
                return frame;
            }
        }
    }

    private static async Task AnswerAsync(RawReader reader)
    {
        while (true)
        {
            var text = (await PastPingsAsync(reader)).Text;
            Assert.DoesNotContain("3005: ", text, StringComparison.Ordinal);
            if (text.Contains("\"type\":3", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static double Closed(ErrorCode code) => DeliveryMetrics.Closed.WithLabels($"{(int)code}").Value;

    private static double Refused(ErrorCode code) => DeliveryMetrics.Refused.WithLabels($"{(int)code}").Value;

    private static async Task<(int Status, string? Code)> UpgradeAsync(TestGateway gateway, string extra = "")
    {
        using var reader = await RawReader.ConnectAsync(gateway);
        await reader.WriteAsync(ClientBytes.Upgrade(extra: $"{extra}X-Test: 1\r\n"));
        var head = await reader.HeadAsync();
        var code = head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal) ? null : await CodeAsync(reader);
        return (int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), code);
    }

    private static async Task<string?> CodeAsync(RawReader reader)
    {
        // After 'Connection: Upgrade' the server keeps the connection; the next request asks it to end.
        await reader.WriteAsync("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        var rest = System.Text.Encoding.UTF8.GetString(await reader.RestAsync());
        var at = rest.IndexOf("live-", StringComparison.Ordinal);
        return at < 0 ? null : rest.Substring(at, 9);
    }

    private static async Task<(int Status, string? Code)> GetAsync(TestGateway gateway, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(gateway.Url + path), TestContext.Current.CancellationToken);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)response.StatusCode, problem.RootElement.GetProperty("code").GetString());
    }
}
