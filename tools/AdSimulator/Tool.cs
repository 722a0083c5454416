using Sokbo.AdSimulator.Playing;
using Sokbo.AdSimulator.Reports;
using Sokbo.AdSimulator.Scenarios;

namespace Sokbo.AdSimulator;

/// <summary>Plays bookings against traffic and says how far each campaign was off its curve.</summary>
internal static class Tool
{
    private const int Fine = 0;
    private const int Off = 1;
    private const int BadInput = 2;

    private const string Help = """
        Plays bookings against traffic, in virtual time and through the rules of the real budgets and gateways.

        Usage: AdSimulator <scenario.json | example> [options]

          --csv <file>     every campaign at every 5-minute mark
          --svg <file>     a chart: billed against the curve, by campaign
          --seed <number>  another seed than the scenario's
          --check          exit code 1 when a campaign is further off its curve than may be: 1 % of its goal or 1 event,
                           and chance where the goal is in viewable impressions or clicks
          --list           names of the bundled examples
          --print          prints the scenario's text instead of playing it
          --help           this text

        A scenario is JSON; print an example to begin with. All times have an offset; hours of the day are those of Seoul.

          start, hours     the stretch of time that is played
          seed             the same scenario and seed give the same run
          gateways         parts of the traffic by gateway, 1 to 64 of them
          traffic          decisionsPerSecond (mean of a day), byHour (24 numbers), slots {id: part},
                           spikes [{at, minutes, factor}]
          readers          renderRate, renderSeconds, viewableRate, viewableSeconds, clickRate, clickSeconds
          deaths           [{gateway, at, secondsAway}]: gateways that end without a word
          bookings         [{id, goal, start, end, pricing, pacing, dailyCap, slots, weight}];
                           pricing: rendered, viewable, click; pacing: even, frontLoaded, fast

        Exit code: 0 played, 1 off the curve (with --check), 2 bad input.
        """;

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var options = ToolOptions.Of(args);
            if (options.Help)
            {
                output.WriteLine(Help);
                return Fine;
            }

            if (options.List)
            {
                output.WriteLine(string.Join(Environment.NewLine, Examples.Names));
                return Fine;
            }

            var text = Text(options.Scenario);
            if (options.Print)
            {
                output.Write(text);
                return Fine;
            }

            var scenario = ScenarioReader.Read(text);
            return Play(options.Seed is { } seed ? scenario with { Seed = seed } : scenario, options, output);
        }
        catch (ScenarioException problem)
        {
            error.WriteLine(problem.Message);
            return BadInput;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return BadInput;
        }
    }

    private static string Text(string? scenario) =>
        scenario is null ? throw new ScenarioException("Name a scenario file or an example; --help says more.")
        : File.Exists(scenario) ? File.ReadAllText(scenario)
        : Examples.Find(scenario) ?? throw new ScenarioException($"'{scenario}' is neither a file nor an example. Examples: {string.Join(", ", Examples.Names)}.");

    private static int Play(Scenario scenario, ToolOptions options, TextWriter output)
    {
        var outcome = Playback.Run(scenario);
        output.Write(TableReport.Of(outcome));
        if (options.Csv is { } csv)
        {
            File.WriteAllText(csv, CsvReport.Of(outcome));
        }

        if (options.Svg is { } svg)
        {
            File.WriteAllText(svg, SvgChart.Of(outcome));
        }

        return options.Check && outcome.Campaigns.Any(campaign => campaign.MarksOff > 0) ? Off : Fine;
    }
}
