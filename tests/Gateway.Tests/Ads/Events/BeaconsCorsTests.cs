using System.Net;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Events;

/// <summary>Pages of other origins tell of their banners too: those that a site names read the answer, no others.</summary>
public sealed class BeaconsCorsTests(AdsHost host)
{
    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_page_of_an_embedding_origin_may_send_and_read()
    {
        var origin = await AllowAsync();

        using var preflight = await SendAsync(HttpMethod.Options, origin);
        using var beacon = await SendAsync(HttpMethod.Post, origin);

        Assert.Equal(origin, Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("POST", preflight.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal(origin, Assert.Single(beacon.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("Retry-After", Assert.Single(beacon.Headers.GetValues("Access-Control-Expose-Headers")));
        Assert.Equal(HttpStatusCode.NoContent, beacon.StatusCode);
    }

    [Theory]
    [InlineData("https://stranger.example")]
    [InlineData("null")]
    public async Task A_page_of_any_other_reads_nothing_and_gets_no_leave(string origin)
    {
        await AllowAsync();

        using var preflight = await SendAsync(HttpMethod.Options, origin);
        using var beacon = await SendAsync(HttpMethod.Post, origin);

        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(beacon.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<string> AllowAsync()
    {
        var site = "site-" + Guid.NewGuid().ToString("N")[..8];
        var origin = $"https://{site}.example";
        var put = await GatewayHost.SendAsync(
            Gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/sites/{site}", $$"""{"name":"남의 신문","embedOrigins":["{{origin}}"]}""");
        Assert.Equal(HttpStatusCode.Created, put.Response.StatusCode);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            using var response = await SendAsync(HttpMethod.Options, origin);
            if (response.Headers.Contains("Access-Control-Allow-Origin"))
            {
                break;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return origin;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, "/ads/events");
        request.Headers.Add("Origin", origin);
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0");
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "content-type");
        }
        else
        {
            request.Content = new StringContent("""[{"ticket":"nonsense","event":"rendered"}]""");
        }

        return await Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
