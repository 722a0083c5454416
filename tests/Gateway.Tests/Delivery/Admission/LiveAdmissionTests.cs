using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Events;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Admission;

[Trait("Pace", "slow")]
public sealed class LiveAdmissionTests
{
    private const string Stream = "/live/events?topic=article/a1";

    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [HubAndLane]
    public async Task A_page_of_a_strange_origin_is_refused_on_every_way(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier);
        gateway.Cluster.Add(Topic);

        Assert.Equal((HttpStatusCode.Forbidden, "live-1005"), await AskAsync(gateway, HttpMethod.Get, Stream, "https://evil.example"));
        Assert.Equal((HttpStatusCode.Forbidden, "live-1005"), await AskAsync(gateway, HttpMethod.Get, "/live", "https://evil.example"));
        Assert.Equal((HttpStatusCode.Forbidden, "live-1005"), await AskAsync(gateway, HttpMethod.Post, "/live/negotiate?negotiateVersion=1", "https://evil.example"));
        Assert.Equal((HttpStatusCode.Forbidden, "live-1005"), await AskAsync(gateway, HttpMethod.Get, Stream, "null"));
    }

    /// <summary>As behind a proxy that sends the requests of many readers on one connection.</summary>
    [Fact]
    public async Task A_refusal_that_was_never_given_is_not_given_to_the_next_request_of_the_connection()
    {
        await using var gateway = await TestGateway.StartAsync(Carrier.Lane, settings: (":AllowedHosts", "localhost"));
        gateway.Cluster.Add(Topic);
        using var connection = await RawReader.ConnectAsync(gateway);

        // The lane refuses the origin; the filter of hosts stands before the admission, and answers first.
        await connection.WriteAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(
            ClientBytes.Upgrade(extra: "Origin: https://evil.example\r\n")).Replace("Host: localhost", "Host: other.example", StringComparison.Ordinal)));
        var first = await connection.HeadAsync();
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET {Stream} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var second = await connection.HeadAsync();

        Assert.StartsWith("HTTP/1.1 400 ", first, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200 ", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_same_host_may_connect()
    {
        await using var gateway = await TestGateway.StartAsync();

        var (status, _) = await AskAsync(gateway, HttpMethod.Post, "/live/negotiate?negotiateVersion=1", gateway.Url);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [HubAndLane]
    public async Task One_address_opens_no_more_connections_than_it_may(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("ConnectionsPerAddressMax", "2"));
        gateway.Cluster.Add(Topic);
        await using var first = await gateway.ConnectAsync();
        await using (await EventReader.OpenAsync(gateway, "topic=article/a1"))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "live-2002"), await AskAsync(gateway, HttpMethod.Get, Stream));
        }

        await Eventually.TrueAsync(() => gateway.Connections == 1);
        await using var again = await EventReader.OpenAsync(gateway, "topic=article/a1");
    }

    [Fact]
    public async Task A_page_of_another_origin_may_read_how_long_it_has_to_wait()
    {
        await using var gateway = await TestGateway.StartAsync(settings: ("ConnectionsPerAddressMax", "1"));
        await using var first = await gateway.ConnectAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url + Stream);
        request.Headers.Add("Origin", gateway.Url);

        using var refused = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal([gateway.Url], refused.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["Retry-After"], refused.Headers.GetValues("Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task A_storm_is_taken_in_at_its_pace()
    {
        await using var gateway = await TestGateway.StartAsync(settings: ("ConnectsPerSecondMax", "1"));
        gateway.Cluster.Add(Topic);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync(gateway, HttpMethod.Get, "/live/events?topic=nothing")));

        Assert.Contains((HttpStatusCode.ServiceUnavailable, "live-2005"), answers);
        Assert.Contains((HttpStatusCode.NotFound, "live-1004"), answers);
    }

    [Theory]
    [HubAndLane]
    public async Task A_connection_that_calls_without_end_is_told_to_wait(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("CallsPerSecondMax", "1"));
        gateway.Cluster.Add(Topic);
        await using var reader = await gateway.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<HubException>(async () =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                await reader.SubscribeAsync(Topic.Text);
            }
        });

        Assert.Contains("2004: ", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> AskAsync(
        TestGateway gateway, HttpMethod method, string path, string? origin = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, gateway.Url + path);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return (response.StatusCode, null);
        }

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (response.StatusCode, problem.RootElement.GetProperty("code").GetString());
    }
}
