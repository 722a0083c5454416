namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>What has come of a call.</summary>
[GenerateSerializer, Immutable, Alias("articles.IntakeReport")]
public sealed record IntakeReport
{
    [Id(0)] public required long Turn { get; init; }

    /// <summary>Why nothing was taken over; null where it was, or nothing was new.</summary>
    [Id(1)] public string? Error { get; init; }

    [Id(2)] public TimeSpan? RetryAfter { get; init; }

    /// <summary>True where the source said that nothing is new.</summary>
    [Id(3)] public bool Unchanged { get; init; }

    [Id(4)] public string? ETag { get; init; }

    [Id(5)] public DateTimeOffset? LastModified { get; init; }

    /// <summary>Articles that were begun.</summary>
    [Id(6)] public int Taken { get; init; }

    /// <summary>Items that are no articles: without a title or a name, or too large.</summary>
    [Id(7)] public int Refused { get; init; }

    /// <summary>Chance, from 0 to below 1, for pauses.</summary>
    [Id(8)] public double Roll { get; init; }
}
