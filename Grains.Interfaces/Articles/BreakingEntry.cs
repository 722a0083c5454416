namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who has raised, changed or lowered something on a breaking band by hand, when and why.</summary>
[GenerateSerializer, Immutable, Alias("articles.BreakingEntry")]
public sealed record BreakingEntry
{
    /// <summary>Older ones are dropped.</summary>
    public const int KeptMax = 100;

    [Id(0)] public required DateTimeOffset At { get; init; }

    [Id(1)] public required string Author { get; init; }

    /// <summary><c>raise</c>, <c>change</c> or <c>lower</c>.</summary>
    [Id(2)] public required string Act { get; init; }

    [Id(3)] public string Reason { get; init; } = "";

    /// <summary>As it stood after the act, or until it was lowered; without its words once its article is retracted.</summary>
    [Id(4)] public required BreakingItem Item { get; init; }

    /// <summary>The act that did it: its repetition changes nothing.</summary>
    [Id(5)] public required string OperationId { get; init; }
}
