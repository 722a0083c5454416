using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class DecisionJournalTests
{
    [Fact]
    public void Decisions_are_kept_up_to_their_number_and_their_age()
    {
        var bench = new EngineBench(options: new DecisionsOptions { RecordsMax = 1_000, RecordMinutes = 60 });
        bench.Put(EngineBench.Campaign("a"));
        var first = bench.Decide().Decision;
        var second = bench.Decide().Decision;
        for (var turn = 0; turn < 999; turn++)
        {
            bench.Decide();
        }

        Assert.Equal(DecisionStanding.Expired, bench.Journal.Read(first, out _));
        Assert.Equal(DecisionStanding.Known, bench.Journal.Read(second, out _));
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(DecisionStanding.Expired, bench.Journal.Read(second, out _));
    }

    [Fact]
    public void A_version_of_the_catalogue_that_made_room_takes_its_decisions_with_it_and_one_in_use_stays()
    {
        var bench = new EngineBench(options: new DecisionsOptions { RecordsMax = 1_000, CataloguesMax = 2 });
        bench.Put(EngineBench.Campaign("a"));
        var first = bench.Decide().Decision;
        bench.Put(EngineBench.Campaign("b"));
        bench.Decide();
        bench.Put(EngineBench.Campaign("c"));
        var last = bench.Decide().Decision;

        Assert.Equal(DecisionStanding.Expired, bench.Journal.Read(first, out _));
        Assert.Equal(new Dictionary<string, string> { ["c"] = "won" }, bench.Explain(last));
    }

    [Fact]
    public void Long_records_make_room_earlier_and_are_never_read_in_part()
    {
        var bench = new EngineBench(new RacingLeases(), options: new DecisionsOptions { RecordsMax = 1_000 });
        var rules = new DeliveryRules { Conditions = [EngineBench.Include(TargetingDimension.Tag, [.. Enumerable.Range(0, 30).Select(tag => $"t{tag}")])] };
        bench.Put(EngineBench.Campaign("a", 1, rules));
        var page = new PageRequest { Tags = [.. Enumerable.Range(0, 30).Select(tag => $"t{tag}")] };

        var decisions = Enumerable.Range(0, 900).Select(_ => bench.Decide(page).Decision).ToArray();

        var known = decisions.Where(decision => bench.Journal.Read(decision, out _) == DecisionStanding.Known).ToArray();
        Assert.InRange(known.Length, 500, 600);
        Assert.Equal(decisions[^known.Length..], known);
        Assert.All(known, decision => Assert.Equal(30, bench.Record(decision).Values.Distinct().Count()));
    }

    [Fact]
    public void A_set_of_many_without_a_number_is_kept_whole()
    {
        var leases = new FakeLeases();
        var bench = new EngineBench(leases);
        bench.Put([.. Enumerable.Range(0, 300).Select(index => EngineBench.Campaign($"c{index}"))]);
        for (var index = 1; index < 300; index++)
        {
            leases.Put($"c{index}", 0);
        }

        var reasons = bench.Explain(bench.Decide().Decision);

        Assert.Equal("won", reasons["c0"]);
        Assert.Equal(299, reasons.Values.Count(reason => reason == "no-lease"));
    }

    [Fact]
    public void Ids_of_other_runs_and_of_the_future_are_told_apart()
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a"));
        var made = bench.Decide().Decision;

        Assert.True(DecisionId.TryParse(made.ToString(), out var read));
        Assert.Equal(made, read);
        Assert.Equal(DecisionStanding.Elsewhere, bench.Journal.Read(made with { Run = made.Run + 1 }, out _));
        Assert.Equal(DecisionStanding.Unknown, bench.Journal.Read(made with { Number = made.Number + 1 }, out _));
        foreach (var nonsense in new[] { "", "-", "0199", $"{made}g", $"{made}-1", "zzzzzzzzzzzzzzzz-1", "0123456789abcdef-ffffffffffffffff", "0123456789abcdef-" })
        {
            Assert.False(DecisionId.TryParse(nonsense, out _), nonsense);
        }
    }
}
