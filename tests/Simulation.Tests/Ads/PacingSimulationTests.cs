using System.Globalization;
using Sokbo.AdSimulator.Playing;
using Sokbo.AdSimulator.Scenarios;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Simulation.Tests.Ads;

/// <summary>
/// Real budgets, keepers and rotations under traffic in virtual time. <c>SOKBO_SEED</c> replays one case,
/// <c>SOKBO_LONG</c> plays many more.
/// </summary>
public sealed class PacingSimulationTests(ITestOutputHelper output)
{
    /// <summary>For so long after it was spent a number may still bring what bills.</summary>
    private const double SecondsUnderWay = 60;

    [Fact]
    public void Rendered_goals_are_within_one_percent_or_one_impression_of_their_curve_at_every_mark() =>
        PlayAll(Pricing.Rendered, (outcome, campaign) =>
        {
            Assert.True(campaign.ExcessMax <= 0, $"{Named(outcome, campaign)} had {campaign.ExcessMax} numbers more out than its goal.");
            AssertWithin(outcome, campaign, campaign.Tolerance + NotRenderedAtTheEnd(outcome, campaign.Booking));
        });

    /// <summary>And what chance makes of numbers under way, one event at least.</summary>
    [Fact]
    public void Viewable_goals_are_within_the_same_and_the_chance_of_what_is_under_way() =>
        PlayAll(Pricing.Viewable, (outcome, campaign) => AssertWithin(outcome, campaign, campaign.Limit));

    [Fact]
    public void Click_goals_are_within_the_same_and_the_chance_of_what_is_under_way() =>
        PlayAll(Pricing.Click, (outcome, campaign) => AssertWithin(outcome, campaign, campaign.Limit));

    /// <summary>A click in an hour: whoever put out all numbers that bring one would often get two.</summary>
    [Fact]
    public void Clicks_that_are_due_once_in_a_while_come_one_at_a_time()
    {
        var (marks, off) = (0, 0);
        foreach (var seed in Enumerable.Range(1, 4))
        {
            var scenario = ScenarioReader.Read(Examples.Find("viewable-and-clicks")!);
            var outcome = Playback.Run(scenario with
            {
                Seed = seed,
                Traffic = scenario.Traffic with { DecisionsPerSecond = 0.5 },
                Bookings = [scenario.Bookings.Single(booking => booking.Id == "clicks-small")],
            });

            var campaign = Assert.Single(outcome.Campaigns);
            AssertWithin(outcome, campaign, campaign.Limit);
            marks += campaign.Marks.Length;
            off += campaign.Marks.Count(mark => Math.Abs(mark.Off) > campaign.Tolerance);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{off} of {marks} marks are further off than one click."));
        Assert.InRange(off, 0, marks / 20);
    }

    [Fact]
    public void A_goal_that_the_supply_does_not_reach_is_seen_to_be_off()
    {
        var scenario = PacingCases.Of(1, Pricing.Rendered);

        var outcome = Playback.Run(scenario with { Traffic = scenario.Traffic with { DecisionsPerSecond = scenario.Traffic.DecisionsPerSecond / 20, Spikes = [] } });

        Assert.Contains(outcome.Campaigns, campaign => campaign.MarksOff > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var (first, second) = (Playback.Run(PacingCases.Of(2, Pricing.Rendered)), Playback.Run(PacingCases.Of(2, Pricing.Rendered)));

        Assert.Equal(first.Campaigns.SelectMany(campaign => campaign.Marks), second.Campaigns.SelectMany(campaign => campaign.Marks));
    }

    [Fact]
    public void Small_goals_do_not_starve_at_a_gateway_that_hardly_anybody_uses()
    {
        var scenario = ScenarioReader.Read(Examples.Find("small-goals")!) with { Gateways = [1_000, 1], Hours = 24 };

        var outcome = Playback.Run(scenario);

        Assert.All(outcome.Campaigns, campaign => Assert.Equal(campaign.Booking.Goal, campaign.Head.Billed));
        Assert.All(outcome.Campaigns, campaign => AssertWithin(outcome, campaign, campaign.Tolerance));
    }

    /// <summary>A goal of 60,000 a day and one of 40,000: what gateways ask for is bounded by time, not by the goal.</summary>
    [Fact]
    public void A_large_goal_is_asked_for_in_leases_of_several_numbers()
    {
        const double hours = 2;
        var scenario = ScenarioReader.Read(Examples.Find("normal-day")!) with { Hours = hours };

        var outcome = Playback.Run(scenario);

        foreach (var campaign in outcome.Campaigns.Where(campaign => campaign.HasCurve && campaign.Marks.Length > 0))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{campaign.Booking.Id}: {campaign.Head.Billed} billed, {campaign.Asked} calls, {campaign.Granted} granted."));
            AssertWithin(outcome, campaign, campaign.Tolerance);
            Assert.InRange(campaign.Asked, 1, (long)(scenario.Gateways.Length * hours * 3_600 / 5));
        }
    }

    private static int Cases() =>
        Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? 100
        : Environment.GetEnvironmentVariable("SOKBO_QUICK") == "1" ? 2
        : 4;

    /// <summary>
    /// What does not render in the last minute cannot be given out again before the end, and no more than the goal is ever
    /// out. It is within the one percent in an hour and longer.
    /// </summary>
    private static double NotRenderedAtTheEnd(Outcome outcome, Booking booking)
    {
        var rendered = outcome.Scenario.Readers.RenderRate;
        return outcome.Scenario.Hours >= 1 ? 0 : PacingCases.Steepest(booking) * SecondsUnderWay * (1 - rendered) / rendered;
    }

    private static string Named(Outcome outcome, CampaignOutcome campaign) =>
        $"{outcome.Scenario.Name}, '{campaign.Booking.Id}' ({campaign.Booking.Goal} {campaign.Booking.Pricing} {campaign.Booking.Pacing} in {outcome.Scenario.Hours} h, {outcome.Scenario.Gateways.Length} gateways)";

    private static void AssertWithin(Outcome outcome, CampaignOutcome campaign, double most)
    {
        Assert.NotEmpty(campaign.Marks);
        Assert.InRange(campaign.Head.Billed, 0, campaign.Booking.Goal);
        var worst = campaign.Marks.MaxBy(mark => Math.Abs(mark.Off))!;
        Assert.True(Math.Abs(worst.Off) <= most + 1e-6, string.Create(
            CultureInfo.InvariantCulture, $"{Named(outcome, campaign)} was off by {worst.Off:0.00} at {worst.At:HH:mm}; at most {most:0.00} may be."));
    }

    private void PlayAll(Pricing pricing, Action<Outcome, CampaignOutcome> check)
    {
        int[] seeds = int.TryParse(Environment.GetEnvironmentVariable("SOKBO_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? [seed]
            : [.. Enumerable.Range(1, Cases())];
        var (marks, off, worst, problems) = (0, 0, 0.0, new List<string>());
        foreach (var one in seeds)
        {
            var outcome = Playback.Run(PacingCases.Of(one, pricing));
            foreach (var campaign in outcome.Campaigns)
            {
                marks += campaign.Marks.Length;
                off += campaign.Marks.Count(mark => Math.Abs(mark.Off) > campaign.Tolerance + 1e-6);
                worst = Math.Max(worst, campaign.OffMax / campaign.Limit);
                try
                {
                    check(outcome, campaign);
                }
                catch (Xunit.Sdk.XunitException problem)
                {
                    problems.Add(problem.Message);
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pricing}: {seeds.Length} cases, {marks} marks, {off} further off than 1 % or 1 event; the worst was {worst:0.00} of what may be."));
        Assert.True(problems.Count == 0, $"{problems.Count} campaigns:\n{string.Join('\n', problems.Take(20))}");
    }
}
