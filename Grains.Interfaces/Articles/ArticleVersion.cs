using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>An article at one of its revisions: what its authors had written, and what of it was public.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleVersion")]
public sealed record ArticleVersion
{
    [Id(0)] public required int Revision { get; init; }

    [Id(1)] public required DateTimeOffset At { get; init; }

    [Id(2)] public required ArticleDraft Draft { get; init; }

    /// <summary>Null where nothing was public.</summary>
    [Id(3)] public ArticleContent? Public { get; init; }

    /// <summary>Of a live blog, in the answer to what was public at a moment: every post that readers could see.</summary>
    [Id(4)] public ImmutableArray<LivePost> Posts { get; init; } = [];
}
