using Microsoft.Extensions.Options;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Agents;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Agents;

/// <summary>What known robots and common browsers call themselves, by the thousand; the files say where it is from.</summary>
public sealed class AgentCorpusTests
{
    private static readonly ListedAgents Agents = new(Options.Create(new AdsOptions()));

    /// <summary>Browsers in the apps of Meta: the list has them because the apps look at links too, but who uses them is a reader.</summary>
    private static readonly string[] InApps = ["Instagram ", "MetaIAB Facebook"];

    /// <summary>No browser sends them: programs cut them off from what one does.</summary>
    private static readonly string[] Stumps =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    ];

    [Fact]
    public void No_known_robot_bills_anything()
    {
        var robots = Lines("robots.txt").Where(agent => !InApps.Any(name => agent.Contains(name, StringComparison.Ordinal))).ToArray();

        Assert.True(robots.Length > 2_000, "The corpus is not whole.");
        Assert.Equal([], robots.Where(Agents.IsReader));
    }

    [Fact]
    public void Every_common_browser_bills()
    {
        var browsers = Lines("browsers.txt").Except(Stumps).ToArray();

        Assert.True(browsers.Length > 50, "The corpus is not whole.");
        Assert.Equal([], browsers.Where(agent => !Agents.IsReader(agent)));
    }

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "Gateway.Tests", "Ads", "Agents", "Corpus", file))
            .Where(line => line.Length > 0 && !line.StartsWith('#'));
}
