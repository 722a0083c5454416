namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An act that made no revision: a request to erase, a look at what was public at a former time.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleAuditEntry")]
public sealed record ArticleAuditEntry
{
    /// <summary>Older ones are dropped: looks where more than half are looks, acts otherwise.</summary>
    public const int KeptMax = 500;

    [Id(0)] public required DateTimeOffset At { get; init; }

    [Id(1)] public required string Author { get; init; }

    /// <summary>For example <c>ask-to-erase</c>; of a look <c>read-at</c>, <c>read-revision</c> or <c>read-held</c>.</summary>
    [Id(2)] public required string Act { get; init; }

    [Id(3)] public string Reason { get; init; } = "";

    /// <summary>Where the article stood.</summary>
    [Id(4)] public required int Revision { get; init; }
}
