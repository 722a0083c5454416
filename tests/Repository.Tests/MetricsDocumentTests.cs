using System.Text.RegularExpressions;
using Xunit;

namespace Sokbo.Repository.Tests;

/// <summary>Metrics have one name in the code, in docs/METRICS.md, in the alerts and on the dashboard.</summary>
public sealed partial class MetricsDocumentTests
{
    private static readonly HashSet<string> Created =
        [.. RepositoryFiles.Sources.SelectMany(file => Literal().Matches(RepositoryFiles.Text(file))).Select(match => match.Groups["name"].Value)];

    [Fact]
    public void Every_metric_is_documented_and_every_documented_metric_exists()
    {
        var documented = Row().Matches(RepositoryFiles.Text("docs/METRICS.md")).Select(match => match.Groups["name"].Value);

        Assert.Equal(Created.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_names_a_metric_that_does_not_exist()
    {
        var users = RepositoryFiles.With(".md").Concat(RepositoryFiles.All.Where(file => file.StartsWith("deploy/", StringComparison.Ordinal)));
        foreach (var file in users)
        {
            var named = Name().Matches(RepositoryFiles.Text(file)).Select(match => match.Value);
            Assert.Empty(named.Where(name => !Exists(name)).Select(name => $"{file}: {name}"));
        }
    }

    [Fact]
    public void Alerts_and_dashboard_use_metrics()
    {
        Assert.Matches(Name(), RepositoryFiles.Text("deploy/prometheus/alerts.yml"));
        Assert.Matches(Name(), RepositoryFiles.Text("deploy/grafana/dashboards/sokbo.json"));
    }

    [Fact]
    public void Every_alert_names_a_heading_of_the_runbook()
    {
        var headings = MarkdownText.Anchors(RepositoryFiles.Text("docs/RUNBOOK.md"));
        var alerts = RepositoryFiles.Text("deploy/prometheus/alerts.yml");

        var named = Runbook().Matches(alerts).Select(match => match.Groups["anchor"].Value).ToArray();

        Assert.Equal(Alert().Count(alerts), named.Length);
        Assert.Empty(named.Except(headings));
    }

    /// <summary>A histogram is read by three names with endings.</summary>
    private static bool Exists(string name) =>
        Created.Contains(name) || Created.Contains(Ending().Replace(name, ""));

    [GeneratedRegex(@"""(?<name>sokbo_[a-z_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `(?<name>sokbo_[a-z_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bsokbo_[a-z_]*[a-z]\b", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"_(bucket|count|sum)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();

    [GeneratedRegex(@"docs/RUNBOOK\.md#(?<anchor>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Runbook();

    [GeneratedRegex(@"^ *- alert: ", RegexOptions.Multiline, 1000)]
    private static partial Regex Alert();
}
