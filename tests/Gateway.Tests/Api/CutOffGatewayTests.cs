using System.Net;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

/// <summary>A gateway whose silos are all gone. It has a cluster of its own, which does not come back.</summary>
[Trait("Pace", "slow")]
public sealed class CutOffGatewayTests
{
    [Fact]
    public async Task A_gateway_cut_off_from_the_cluster_believes_no_key_and_goes_on_showing_pages()
    {
        await using var host = await GatewayHost.StartAsync(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        using var editor = await host.NewClientAsync(Role.Editor);
        using var stranger = await host.NewClientAsync(Role.Editor);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "sk_made_up");
        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(editor, HttpMethod.Get, "/api/v1/sections")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(editor, HttpMethod.Get, "/")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GatewayHost.SendAsync(stranger, HttpMethod.Get, "/api/v1/sections")).Response.StatusCode);

        await host.Grains.Cluster.StopAllSilosAsync();

        await RefusedAsync(editor);
        await RefusedAsync(stranger);
        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(host.Client(), HttpMethod.Get, "/")).Response.StatusCode);
    }

    /// <summary>A call without a word to the cluster in it: only the key can be what is refused.</summary>
    private static async Task RefusedAsync(HttpClient client)
    {
        var (response, body) = await GatewayHost.SendAsync(client, HttpMethod.Put, "/api/v1/sections/local", "{\"name\":\"\"}");
        for (var attempt = 0; attempt < 100 && response.StatusCode != HttpStatusCode.ServiceUnavailable; attempt++)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            (response, body) = await GatewayHost.SendAsync(client, HttpMethod.Put, "/api/v1/sections/local", "{\"name\":\"\"}");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("cluster-unavailable", body.GetProperty("code").GetString());
        Assert.NotNull(response.Headers.RetryAfter);
    }
}
