using System.Globalization;
using Sokbo.AdSimulator.Scenarios;

namespace Sokbo.AdSimulator;

/// <summary>What the command line says.</summary>
internal sealed record ToolOptions
{
    public string? Scenario { get; init; }

    public string? Csv { get; init; }

    public string? Svg { get; init; }

    public int? Seed { get; init; }

    public bool Check { get; init; }

    public bool List { get; init; }

    public bool Print { get; init; }

    public bool Help { get; init; }

    public static ToolOptions Of(IReadOnlyList<string> args)
    {
        var options = new ToolOptions();
        for (var place = 0; place < args.Count; place++)
        {
            string Value() => ++place < args.Count ? args[place] : throw new ScenarioException($"{args[place - 1]} needs a value.");
            options = args[place] switch
            {
                "--csv" => options with { Csv = Value() },
                "--svg" => options with { Svg = Value() },
                "--seed" => options with
                {
                    Seed = int.TryParse(Value(), CultureInfo.InvariantCulture, out var seed) ? seed : throw new ScenarioException("--seed needs a whole number."),
                },
                "--check" => options with { Check = true },
                "--list" => options with { List = true },
                "--print" => options with { Print = true },
                "--help" or "-h" => options with { Help = true },
                var other when other.StartsWith('-') => throw new ScenarioException($"Unknown option {other}; --help lists them."),
                var scenario when options.Scenario is null => options with { Scenario = scenario },
                var other => throw new ScenarioException($"One scenario at a time: '{other}' is one too many."),
            };
        }

        return options;
    }
}
