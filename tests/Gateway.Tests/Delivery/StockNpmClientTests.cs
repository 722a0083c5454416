using System.Diagnostics;
using System.Text.Json;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The client from npm that publishers have already, unchanged, in both protocols.</summary>
[Trait("Pace", "slow")]
public sealed class StockNpmClientTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    [Theory]
    [InlineData(Carrier.Hub, "json", "WebSockets")]
    [InlineData(Carrier.Hub, "json", "ServerSentEvents")]
    [InlineData(Carrier.Hub, "json", "LongPolling")]
    [InlineData(Carrier.Hub, "messagepack", "WebSockets")]
    [InlineData(Carrier.Hub, "messagepack", "LongPolling")]
    [InlineData(Carrier.Lane, "json", "WebSockets")]
    [InlineData(Carrier.Lane, "json", "ServerSentEvents")]
    [InlineData(Carrier.Lane, "messagepack", "WebSockets")]
    [InlineData(Carrier.LaneOverTls, "json", "WebSockets")]
    [InlineData(Carrier.LaneOverTls, "messagepack", "WebSockets")]
    public async Task The_npm_client_gets_the_state_and_then_every_update(Carrier carrier, string protocol, string transport)
    {
        await using var gateway = await TestGateway.StartAsync(carrier);
        var owner = gateway.Cluster.Add(Topic);
        using var client = await StartAsync(gateway, protocol, transport, "3");

        var answer = await ReadAsync(client, "answer");
        if (transport == "WebSockets")
        {
            gateway.AssertCarried();
        }

        await owner.ChangeAsync("둘째 제목");
        var second = await ReadAsync(client, "update");
        await owner.ChangeAsync("셋째 제목");
        var third = await ReadAsync(client, "update");
        await owner.RetractAsync();
        var barrier = await ReadAsync(client, "update");
        await client.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("snapshot", "제목 1"), (Text(answer, "outcome"), answer.GetProperty("state").GetProperty("headline").GetString()));
        Assert.Equal(("delta", "둘째 제목"), (Text(second, "kind"), second.GetProperty("data").GetProperty("headline").GetString()));
        Assert.Equal(answer.GetProperty("seq").GetInt64() + 1, second.GetProperty("seq").GetInt64());
        Assert.Equal(second.GetProperty("seq").GetInt64(), third.GetProperty("base").GetInt64());
        Assert.True(barrier.GetProperty("barrier").GetBoolean());
        Assert.Equal("retracted", Text(barrier.GetProperty("data"), "stage"));
        Assert.Equal(0, client.ExitCode);
    }

    [Theory]
    [InlineData(Carrier.Hub, "json")]
    [InlineData(Carrier.Hub, "messagepack")]
    [InlineData(Carrier.Lane, "json")]
    [InlineData(Carrier.LaneOverTls, "messagepack")]
    public async Task The_npm_client_resumes_with_exactly_what_it_missed(Carrier carrier, string protocol)
    {
        await using var gateway = await TestGateway.StartAsync(carrier);
        var owner = gateway.Cluster.Add(Topic);
        await using var other = await gateway.ConnectAsync();
        await other.SubscribeAsync(Topic.Text);
        await owner.ChangeAsync("둘");
        await owner.ChangeAsync("셋");
        await other.NextAsync();
        await other.NextAsync();
        using var client = await StartAsync(gateway, protocol, "WebSockets", "0", "e1", "1");

        var answer = await ReadAsync(client, "answer");
        await client.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("resumed", Text(answer, "outcome"));
        Assert.Equal(["둘", "셋"], answer.GetProperty("updates").EnumerateArray().Select(update => update.GetProperty("data").GetProperty("headline").GetString()));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<Process> StartAsync(TestGateway gateway, string protocol, string transport, params string[] rest)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "StockClients");
        await StockClientPackages.InstallAsync(folder);
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["TRANSPORT"] = transport;

        // The certificate is this run's own.
        start.Environment["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
        start.Environment["NODE_NO_WARNINGS"] = "1";
        foreach (var argument in (string[])["client.mjs", $"{gateway.Url}/live", protocol, Topic.Text, .. rest])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    private static async Task<JsonElement> ReadAsync(Process client, string name)
    {
        var line = await client.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(line ?? throw new InvalidOperationException($"The client ended; '{name}' was expected."));
        return document.RootElement.GetProperty(name).Clone();
    }
}
