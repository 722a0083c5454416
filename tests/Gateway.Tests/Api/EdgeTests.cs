using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Operations;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

/// <summary>Limits and trust at the edge, through real connections.</summary>
public sealed class EdgeTests(EdgeHost host)
{
    private const string Decisions = "{\"slots\":[\"side\"]}";

    [Fact]
    public async Task A_key_that_asks_too_fast_is_refused_alone_and_told_how_long_to_wait()
    {
        using var fast = await host.Gateway.NewClientAsync(Role.Editor);
        using var slow = await host.Gateway.NewClientAsync(Role.Editor);
        var before = ApiMetrics.RateLimited.WithLabels("api").Value;

        using var refused = await RefusedAsync(() => fast.GetAsync("/api/v1/sections", TestContext.Current.CancellationToken));

        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("too-many-requests", await CodeAsync(refused));
        Assert.True(ApiMetrics.RateLimited.WithLabels("api").Value > before);
        using var other = await slow.GetAsync("/api/v1/sections", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task An_address_that_asks_for_banners_too_fast_is_refused_whatever_it_says_of_itself()
    {
        using var stranger = Client("127.0.0.3");
        var number = 0;
        var before = ApiMetrics.RateLimited.WithLabels("ads").Value;

        using var refused = await RefusedAsync(() => DecideAsync(stranger, $"203.0.113.{++number % 250}"));

        Assert.Equal("too-many-requests", await CodeAsync(refused));
        Assert.True(ApiMetrics.RateLimited.WithLabels("ads").Value > before);
        using var other = Client("127.0.0.4");
        using var answer = await DecideAsync(other, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_reader_has_a_limit_of_his_own()
    {
        using var proxy = Client(EdgeHost.TrustedAddress);

        using var refused = await RefusedAsync(() => DecideAsync(proxy, "198.51.100.7"));

        using var other = await DecideAsync(proxy, "198.51.100.8");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        // What a reader wrote himself stands left of what the proxy wrote, and counts for nothing.
        using var again = await RefusedAsync(() => DecideAsync(proxy, "192.0.2.1, 198.51.100.7"));
    }

    [Theory]
    [InlineData(EdgeHost.TrustedAddress, "https")]
    [InlineData("127.0.0.1", "http")]
    public async Task Only_a_trusted_proxy_says_how_a_reader_came(string from, string scheme)
    {
        using var client = Client(from);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "198.51.100.9");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"\"{scheme}://{host.Gateway.Address.Authority}/", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_with_or_without_a_length(bool hasLength)
    {
        using var editor = await host.Gateway.NewClientAsync(Role.Editor);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/sections/big");
        request.Content = GatewayHost.Json("{\"name\":\"" + new string('x', 70_000) + "\"}");
        request.Headers.TransferEncodingChunked = !hasLength;

        using var response = await editor.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("body-too-large", await CodeAsync(response));
        using var there = await editor.GetAsync("/api/v1/sections/big", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
    }

    [Theory]
    [InlineData("10.0.0.0/8, 192.0.2.7 2001:db8::/32", 3, "")]
    [InlineData("", 0, "")]
    [InlineData("10.0.0.0/8, balancer", 1, "balancer")]
    [InlineData("10.0.0.0/33", 0, "10.0.0.0/33")]
    public void Proxies_are_addresses_and_networks(string list, int count, string bad)
    {
        Assert.Equal(bad.Length == 0, ProxyOptions.TryParse(list, out var networks, out var found));
        Assert.Equal((count, bad), (networks.Count, found));
    }

    /// <summary>The first refusal; a slow machine may need more requests than the burst.</summary>
    private static async Task<HttpResponseMessage> RefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var count = 0; count < 50 * EdgeHost.BurstMax; count++)
        {
            var response = await ask();
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return response;
            }

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            response.Dispose();
        }

        throw new InvalidOperationException("Nothing was refused.");
    }

    private static async Task<HttpResponseMessage> DecideAsync(HttpClient client, string? forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ads/decisions");
        request.Content = new StringContent(Decisions, Encoding.UTF8, "application/json");
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return body.RootElement.GetProperty("code").GetString();
    }

    /// <summary>A client at another address of this machine.</summary>
    private HttpClient Client(string from) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = host.Gateway.Address,
    };
}
