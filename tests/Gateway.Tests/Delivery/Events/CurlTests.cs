using System.Diagnostics;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

/// <summary>The line that the documentation begins with.</summary>
[Trait("Pace", "slow")]
public sealed class CurlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [HubAndLane]
    public async Task Curl_shows_each_update_as_it_comes_and_resumes_by_its_last_id(Carrier carrier)
    {
        await using var gateway = await TestGateway.StartAsync(carrier, settings: ("KeepAliveSeconds", "1"));
        var owner = gateway.Cluster.Add(TopicName.Article("a1"));
        string id;
        using (var curl = Start(gateway))
        {
            Assert.StartsWith("retry: ", await LineAsync(curl, "retry"), StringComparison.Ordinal);
            Assert.Contains("\"kind\":\"snapshot\"", await LineAsync(curl, "data"), StringComparison.Ordinal);
            Assert.Equal(":", await LineAsync(curl, ":"));
            await owner.ChangeAsync("둘");
            id = (await LineAsync(curl, "id"))["id: ".Length..];
            Assert.Contains("\"kind\":\"delta\"", await LineAsync(curl, "data"), StringComparison.Ordinal);
            curl.Kill();
        }

        await owner.ChangeAsync("셋");
        using var again = Start(gateway, "-H", $"Last-Event-ID: {id}");
        var missed = await LineAsync(again, "data");
        again.Kill();

        Assert.Contains("\"seq\":3,\"base\":2,\"kind\":\"delta\"", missed, StringComparison.Ordinal);
    }

    private static Process Start(TestGateway gateway, params string[] more) =>
        Process.Start(new ProcessStartInfo("curl", ["-sN", .. more, $"{gateway.Url}/live/events?topic=article/a1"]) { RedirectStandardOutput = true, UseShellExecute = false })
        ?? throw new InvalidOperationException("curl did not start.");

    /// <summary>The next line that begins so.</summary>
    private static async Task<string> LineAsync(Process curl, string begin)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (await curl.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(begin, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new IOException($"curl ended before a line with '{begin}'.");
    }
}
