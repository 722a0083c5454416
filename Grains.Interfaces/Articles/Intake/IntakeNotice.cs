namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>What an editor should know of an item.</summary>
[GenerateSerializer, Immutable, Alias("articles.IntakeNotice")]
public sealed record IntakeNotice
{
    /// <summary>Of each kind; more are only counted.</summary>
    public const int KeptMax = 20;

    /// <summary>By what the source knows it; empty where it has no name.</summary>
    [Id(0)] public required string Item { get; init; }

    /// <summary>A code, or a sentence where a body is refused.</summary>
    [Id(1)] public required string Reason { get; init; }

    /// <summary>Id of what it has become here; empty where it is no article.</summary>
    [Id(2)] public string Article { get; init; } = "";

    /// <summary>When it was seen first.</summary>
    [Id(3)] public DateTimeOffset At { get; init; }
}
