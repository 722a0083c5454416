namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>How a source is called; the configuration of who calls.</summary>
[GenerateSerializer, Immutable, Alias("articles.IntakeTerms")]
public sealed record IntakeTerms
{
    /// <summary>The address: validators of another one are of no use.</summary>
    [Id(0)] public required string Url { get; init; }

    /// <summary>Between two calls.</summary>
    [Id(1)] public required TimeSpan Interval { get; init; }

    /// <summary>For which a turn is held.</summary>
    [Id(2)] public required TimeSpan Hold { get; init; }

    [Id(3)] public required int CallsPerDayMax { get; init; }

    /// <summary>Shortest pause after a failure.</summary>
    [Id(4)] public required TimeSpan Retry { get; init; }

    /// <summary>Longest part by chance of a pause after failures.</summary>
    [Id(5)] public required TimeSpan RetryMax { get; init; }
}
