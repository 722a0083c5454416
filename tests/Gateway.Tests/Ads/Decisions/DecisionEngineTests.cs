using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Tests.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class DecisionEngineTests
{
    private static DeliveryRules Labelled(params string[] labels) => new() { Labels = [.. labels] };

    [Fact]
    public void A_lower_priority_runs_where_no_higher_one_can()
    {
        var leases = new FakeLeases();
        leases.Put("sponsor", 1);
        var bench = new EngineBench(leases);
        bench.Put(
            EngineBench.Campaign("house", 1, new DeliveryRules { Priority = CampaignPriority.House }),
            EngineBench.Campaign("sponsor", 1, new DeliveryRules { Priority = CampaignPriority.Sponsorship }),
            EngineBench.Campaign("standard"));
        leases.Put("standard", 1);

        string?[] winners = [Winner(bench.Decide()), Winner(bench.Decide()), Winner(bench.Decide())];

        Assert.Equal(["sponsor", "standard", "house"], winners);
    }

    [Fact]
    public void Competitors_are_on_one_page_neither_in_one_request_nor_across_swaps()
    {
        var bench = new EngineBench();
        bench.Put(
            EngineBench.Campaign("audi", 1, Labelled("car")), EngineBench.Campaign("bmw", 1, Labelled("Car", "lease")),
            EngineBench.Campaign("kb", 1, Labelled("bank")), EngineBench.Campaign("shinhan", 1, Labelled("bank")));
        var labels = new Dictionary<string, string> { ["audi"] = "car", ["bmw"] = "car", ["kb"] = "bank", ["shinhan"] = "bank" };

        for (var round = 0; round < 50; round++)
        {
            var page = new DecisionPage(null, new CapCounts([]), null);
            var first = bench.Decide(page);
            page.Take(first, EngineBench.Now);
            var second = bench.Decide(page);
            page.Take(second, EngineBench.Now);
            var third = bench.Decide(page);
            // The first place turns over while the second stays.
            var swapped = bench.Decide(new PageRequest { Shown = [second.Creative!.ShownId] });
            var named = bench.Decide(new PageRequest { Shown = ["BANK"] });

            Assert.NotEqual(labels[Winner(first)!], labels[Winner(second)!]);
            Assert.Equal((DecisionReason.Competitive, null), (third.Reason, Winner(third)));
            Assert.NotEqual(labels[Winner(second)!], labels[Winner(swapped)!]);
            Assert.Equal("car", labels[Winner(named)!]);
        }
    }

    [Fact]
    public void A_campaign_without_a_number_leaves_the_rotation_and_is_wanted()
    {
        var leases = new FakeLeases();
        var bench = new EngineBench(leases);
        bench.Put(EngineBench.Campaign("a", 2), EngineBench.Campaign("b"), EngineBench.Campaign("c"));
        leases.Put("a", 0);

        var winners = Enumerable.Range(0, 10).Select(_ => Winner(bench.Decide())).CountBy(id => id!).ToDictionary();
        leases.Put("b", 0);
        leases.Put("c", 0);
        var none = bench.Decide();

        Assert.Equal((false, 5, 5), (winners.ContainsKey("a"), winners["b"], winners["c"]));
        Assert.True(leases.IsWanted("a"));
        Assert.Equal(DecisionReason.NoLease, none.Reason);
        Assert.All(bench.Explain(none.Decision).Values, reason => Assert.Equal("no-lease", reason));
    }

    [Fact]
    public void A_number_that_somebody_else_took_first_costs_nobody_a_turn()
    {
        var bench = new EngineBench(new RacingLeases("a"));
        bench.Put(EngineBench.Campaign("a", 2), EngineBench.Campaign("b", 2), EngineBench.Campaign("c"));

        var outcomes = Enumerable.Range(0, 9).Select(_ => bench.Decide()).ToArray();

        Assert.Equal((6, 3), (outcomes.Count(outcome => Winner(outcome) == "b"), outcomes.Count(outcome => Winner(outcome) == "c")));
        var record = bench.Record(outcomes[0].Decision);
        Assert.Equal(record.Choice, new DecisionReplay(record).Decide());
        Assert.Equal("no-lease", bench.Explain(outcomes[0].Decision)["a"]);
    }

    [Fact]
    public void Creatives_of_a_campaign_rotate_by_weight_over_all_sets_of_candidates()
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a", 1, null, EngineBench.Text("a.1", 1), EngineBench.Text("a.2", 3)), EngineBench.Campaign("b", 1, Labelled("x")));

        var shown = Enumerable.Range(0, 40)
            .Select(round => bench.Decide(new PageRequest { Shown = round % 2 == 0 ? ["x"] : [] }))
            .Where(outcome => Winner(outcome) == "a").Select(outcome => outcome.Creative!.Id).ToArray();

        for (var length = 1; length <= shown.Length; length++)
        {
            Assert.True(Math.Abs((4 * shown.Take(length).Count(id => id == "a.1")) - length) < 4);
        }
    }

    [Fact]
    public void A_change_elsewhere_in_the_catalogue_leaves_a_rotation_where_it_stands()
    {
        var bench = new EngineBench();
        var winners = new List<string>();
        for (var turn = 0; turn < 20; turn++)
        {
            bench.Put(EngineBench.Campaign("a"), EngineBench.Campaign("b"), EngineBench.Campaign("c"), EngineBench.Campaign("d"), EngineBench.Campaign($"z{turn}") with { Paused = true });
            winners.Add(Winner(bench.Decide())!);
        }

        Assert.All(winners.CountBy(id => id), pair => Assert.Equal(5, pair.Value));
    }

    [Fact]
    public void Sets_that_meet_only_once_are_fair_together()
    {
        // Each page has another set, so that each rotation takes its first turn only.
        var bench = new EngineBench();
        var only = Enumerable.Range(0, 400).Select(index => EngineBench.Campaign($"x{index}", 1, new DeliveryRules
        {
            Conditions = [EngineBench.Include(TargetingDimension.Section, $"s{index}")],
        }));
        bench.Put([EngineBench.Campaign("a", 1), EngineBench.Campaign("b", 2), .. only]);

        var winners = Enumerable.Range(0, 400).Select(index => Winner(bench.Decide(new PageRequest { Section = $"s{index}" }))!).CountBy(id => id[0]).ToDictionary();

        Assert.InRange(winners['a'], 60, 140);
        Assert.InRange(winners['b'], 150, 250);
        Assert.InRange(winners['x'], 60, 140);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(7_199, true)]
    [InlineData(7_200, false)]
    public void Hours_are_those_of_Seoul(int secondsAfter, bool runs)
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a", 1, new DeliveryRules { Dayparts = [new Daypart(WeekDays.Tuesday, 8, 10)] }));
        var eight = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(9));
        bench.Decide(at: eight.AddHours(-5));

        var outcome = bench.Decide(at: eight.AddSeconds(secondsAfter));

        Assert.Equal(runs, outcome.Campaign is not null);
        Assert.Equal(runs ? "won" : "daypart", bench.Explain(outcome.Decision)["a"]);
    }

    [Fact]
    public void A_date_is_in_force_from_its_moment_on_whatever_was_worked_out_before()
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a") with { Start = EngineBench.Now.AddSeconds(10), End = EngineBench.Now.AddSeconds(20) });

        int[] moments = [0, 9, 10, 19, 20, 15, 5];
        var reasons = moments.Select(seconds => bench.Explain(bench.Decide(at: EngineBench.Now.AddSeconds(seconds)).Decision)["a"]);

        Assert.Equal(["not-running", "not-running", "won", "won", "not-running", "won", "not-running"], reasons);
    }

    [Fact]
    public void A_condition_of_a_dimension_that_nobody_here_knows_runs_nowhere()
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a", 1, new DeliveryRules { Conditions = [EngineBench.Exclude((TargetingDimension)99, "x")] }));

        var outcome = bench.Decide();

        Assert.Equal(DecisionReason.NoCandidate, outcome.Reason);
        Assert.Equal("targeting:unsupported", bench.Explain(outcome.Decision)["a"]);
    }

    [Fact]
    public void Caps_are_counted_within_a_request_and_end_with_their_period()
    {
        var bench = new EngineBench();
        bench.Put(EngineBench.Campaign("a", 1, new DeliveryRules { Caps = [new FrequencyCap(2, CapPeriod.Minute), new FrequencyCap(3, CapPeriod.Day)] }));
        var page = new DecisionPage(null, new CapCounts([]), null);

        var seen = new List<bool>();
        foreach (var seconds in new[] { 0, 1, 2, 59, 60, 61, 200, 86_400 })
        {
            var now = EngineBench.Now.AddSeconds(seconds);
            var outcome = bench.Decide(page, now);
            page.Take(outcome, now);
            seen.Add(outcome.Campaign is not null);
        }

        Assert.Equal([true, true, false, false, true, false, false, true], seen);
    }

    [Fact]
    public void The_largest_page_that_a_request_can_bring_is_decided_on()
    {
        var bench = new EngineBench();
        var host = string.Join('.', Enumerable.Repeat("a", 127));
        string[] hosts = [.. Enumerable.Range(0, 127).Select(index => host[(2 * index)..])];
        string[] tags = [.. Enumerable.Range(0, PageRequest.TagsMax).Select(tag => $"t{tag}")];
        string[] values = [.. Enumerable.Range(0, PageRequest.ValuesMax).Select(value => $"v{value}")];
        bench.Put(
            [.. Enumerable.Range(0, 60).Select(index => EngineBench.Campaign($"c{index}", 1, new DeliveryRules { Labels = [.. Enumerable.Range(0, 10).Select(label => $"l{index}-{label}")] })),
            EngineBench.Campaign("x", 1, new DeliveryRules
            {
                Conditions =
                [
                    EngineBench.Include(TargetingDimension.Section, "s"), EngineBench.Include(TargetingDimension.Device, "desktop"), EngineBench.Include(TargetingDimension.Tag, tags),
                    EngineBench.Include(TargetingDimension.Referrer, hosts), EngineBench.Include(TargetingDimension.KeyValue, values) with { Key = "k" },
                ],
            })]);
        var page = new DecisionPage(
            new PageRequest
            {
                Section = "s",
                Tags = tags,
                Referrer = host,
                KeyValues = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["k"] = values },
                Shown = [.. Enumerable.Range(0, PageRequest.ShownMax).Select(index => $"c{index}.1.1")],
            },
            new CapCounts([]),
            null);

        var winners = new List<string?>();
        for (var slot = 0; slot < 20; slot++)
        {
            var outcome = bench.Decide(page);
            page.Take(outcome, EngineBench.Now);
            winners.Add(Winner(outcome));
        }

        Assert.DoesNotContain(null, winners);
        Assert.DoesNotContain(winners, winner => winner is not "x" && int.Parse(winner![1..], System.Globalization.CultureInfo.InvariantCulture) < PageRequest.ShownMax);
        Assert.Equal(winners.Count(winner => winner != "x"), winners.Where(winner => winner != "x").Distinct().Count());
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        var bench = new EngineBench();
        bench.Put([.. Enumerable.Range(0, 1_000).Select(index => EngineBench.Campaign($"c{index}", (index % 7) + 1, new DeliveryRules
        {
            Conditions = [EngineBench.Include(TargetingDimension.Section, $"s{index % 5}"), EngineBench.Exclude(TargetingDimension.Tag, $"t{index % 9}")],
            Labels = [$"l{index % 20}"],
            Caps = [new FrequencyCap(3, CapPeriod.Day)],
        }))]);
        var page = new DecisionPage(
            new PageRequest { Section = "s1", Tags = ["t1", "t2"], Referrer = "m.search.example.kr", Shown = ["l1", "c2.1.1"] },
            new CapCounts([new CapEntry(CapEntry.KeyOf("c6"), CapPeriod.Day, (uint)EngineBench.Now.ToUnixTimeSeconds(), 3)]),
            "Mozilla/5.0 (Linux; Android 16) Mobile");
        var catalogue = bench.Compiled;
        Run(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Run(int times)
        {
            for (var time = 0; time < times; time++)
            {
                bench.Engine.Decide(page.For(catalogue, bench.Slot, EngineBench.Now), out var outcome);
                Assert.NotNull(outcome.Campaign);
            }
        }
    }

    [Fact]
    public async Task Decisions_on_many_threads_spend_each_number_once_and_stay_exact()
    {
        var leases = new CountedLeases();
        var bench = new EngineBench(leases);
        bench.Put(EngineBench.Campaign("a", 1), EngineBench.Campaign("b", 2), EngineBench.Campaign("c", 3));
        bench.Decide();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var turn = 0; turn < 1_500; turn++)
            {
                bench.Decide();
            }
        })));

        // 6,001 turns: a thousand rounds of six, and one.
        Assert.Equal(6_001, leases.Taken("a") + leases.Taken("b") + leases.Taken("c"));
        Assert.InRange(leases.Taken("a"), 1_000, 1_001);
        Assert.InRange(leases.Taken("b"), 2_000, 2_001);
        Assert.InRange(leases.Taken("c"), 3_000, 3_001);
    }

    private static string? Winner(DecisionOutcome outcome) => outcome.Campaign?.Id;

    private sealed class CountedLeases : NamedLeases
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _taken = new();

        public int Taken(string campaign) => _taken.GetValueOrDefault(campaign);

        protected override bool TryTake(string campaign, out LeasedNumber number)
        {
            number = new LeasedNumber(1, _taken.AddOrUpdate(campaign, 1, (_, taken) => taken + 1) - 1);
            return true;
        }
    }
}
