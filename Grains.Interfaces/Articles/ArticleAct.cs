using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who acts on an article, why, and on which revision.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleAct")]
public sealed record ArticleAct
{
    /// <summary>The same for every repetition of one act.</summary>
    [Id(0)] public required string OperationId { get; init; }

    [Id(1)] public required string Author { get; init; }

    /// <summary>For the newsroom, never public.</summary>
    [Id(2)] public string Reason { get; init; } = "";

    [Id(3)] public RevisionExpectation Expectation { get; init; }

    /// <summary>False for somebody who may only touch drafts.</summary>
    [Id(4)] public bool MayChangePublished { get; init; }
}
