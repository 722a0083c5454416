using Sokbo.AdSimulator;
using Sokbo.AdSimulator.Playing;
using Sokbo.AdSimulator.Scenarios;
using Sokbo.Grains.Ads.Budgets;
using Xunit;

namespace Sokbo.Simulation.Tests.Ads;

public sealed class ScenarioReaderTests
{
    private const string Fine = """
        {
          "start": "2026-11-26T00:00:00+09:00",
          "hours": 1,
          "traffic": { "decisionsPerSecond": 1 },
          "bookings": [
            { "id": "a", "goal": 10 },
            { "id": "b", "goal": 20 }
          ]
        }
        """;

    [Fact]
    public void Every_example_is_read()
    {
        Assert.NotEmpty(Examples.Names);
        Assert.All(Examples.Names, name => Assert.NotEmpty(ScenarioReader.Read(Examples.Find(name)!).Bookings));
    }

    [Theory]
    [InlineData("\"goal\": 20", "\"goal\": 0", "Line 7, /bookings/1/goal must be a whole number from 1 to 1000000000.")]
    [InlineData("\"goal\": 20", "\"gaol\": 20", "Line 7, /bookings/1/gaol is not known here; known are id, goal,")]
    [InlineData("\"id\": \"b\"", "\"id\": \"a\"", "Line 7, /bookings/1/id is the id of an earlier booking.")]
    [InlineData("\"hours\": 1,", "", "Line 1, the scenario has no 'hours'.")]
    [InlineData("+09:00", "", "Line 2, /start must be a time with an offset")]
    [InlineData("\"id\": \"b\"", "\"slots\": [\"top\"], \"id\": \"b\"", "Line 7, /bookings/1/slots/0 must be one of slot.")]
    [InlineData("{ \"decisionsPerSecond\": 1 }", "{ \"decisionsPerSecond\": 1, \"byHour\": [1] }", "Line 4, /traffic/byHour must have 24 numbers")]
    [InlineData("\"hours\": 1,", "\"hours\": 1", "Line 4: this is not JSON.")]
    public void What_is_wrong_is_named_with_its_line_and_pointer(string right, string wrong, string said)
    {
        var problem = Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Fine.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith(said, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "--list")]
    [InlineData(0, "spike", "--print")]
    [InlineData(2)]
    [InlineData(2, "no-such-scenario")]
    [InlineData(2, "spike", "--seed", "x")]
    [InlineData(2, "spike", "--fast")]
    public void The_exit_code_says_whether_the_input_was_understood(int code, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(code, Tool.Run(args, output, error));

        Assert.Equal(code == 0, error.ToString().Length == 0);
        Assert.Equal(code == 0, output.ToString().Length > 0);
    }

    [Fact]
    public void A_budget_learns_when_its_site_is_read()
    {
        var scenario = ScenarioReader.Read(Examples.Find("night-site")!) with { Hours = 50 };

        var traffic = Playback.Run(scenario).Campaigns[0].Head.Traffic;

        // Decisions are 2 a minute at noon: chance alone moves an hour by a tenth.
        Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(
            scenario.Traffic.ByHour[hour] / scenario.Traffic.ByHour.Average(), traffic.Seen[hour] / traffic.Seen.Average(), 0.25));
        Assert.True(traffic.Profile[2] > traffic.Profile[14] && PacingCurve.DefaultProfile[2] < PacingCurve.DefaultProfile[14]);
    }
}
