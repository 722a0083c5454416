namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>One step in the history of a post. Its text is kept apart, under its operation.</summary>
[GenerateSerializer, Immutable, Alias("articles.LivePostRevision")]
public sealed record LivePostRevision
{
    /// <summary>A post takes no more.</summary>
    public const int Max = 100;

    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required DateTimeOffset At { get; init; }

    [Id(2)] public required string Author { get; init; }

    /// <summary>post, update, move, hide.</summary>
    [Id(3)] public required string Act { get; init; }

    /// <summary>For the newsroom, never public.</summary>
    [Id(4)] public string Reason { get; init; } = "";

    [Id(5)] public required string OperationId { get; init; }

    /// <summary>Where it stood from then on.</summary>
    [Id(6)] public required long Rank { get; init; }

    [Id(7)] public bool Hidden { get; init; }
}
