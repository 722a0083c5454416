using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Fixtures;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Traffic;

public sealed class TrafficReporterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_report_without_an_answer_is_repeated_as_it_was_and_what_came_meanwhile_follows()
    {
        var cluster = new Cluster();
        var tally = new TrafficTally(_time);
        var topics = new FixedTopics();
        using var catalogues = new Catalogues(topics, new SiteDirectory(topics));
        using var reporter = new TrafficReporter(tally, catalogues, cluster, new GatewayIdentity { Id = "g" }, _time, NullLogger<TrafficReporter>.Instance);

        cluster.Fails = true;
        tally.Rendered("default", "side");
        await reporter.ReportAsync(TestContext.Current.CancellationToken);
        cluster.Fails = false;
        tally.Rendered("default", "side");
        tally.Rendered("default", "side");
        await reporter.ReportAsync(TestContext.Current.CancellationToken);

        Assert.Equal([(1L, 1L), (1L, 1L), (2L, 2L)], cluster.Reports.Select(report => (report.Seq, report.Slots.Single().Rendered)));
        Assert.Same(cluster.Reports[0], cluster.Reports[1]);
    }

    private sealed class Cluster : PartialGrainFactory, ITrafficGrain
    {
        public bool Fails { get; set; }

        public List<TrafficReport> Reports { get; } = [];

        public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) => (TGrainInterface)(object)this;

        public Task Report(TrafficReport report, CancellationToken cancellationToken)
        {
            Reports.Add(report);
            return Fails ? throw new TimeoutException("No answer.") : Task.CompletedTask;
        }

        public Task<SiteTraffic> Read(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<MonthDemand?> ReadMonth(int month, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
