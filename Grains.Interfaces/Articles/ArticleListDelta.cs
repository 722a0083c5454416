using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Cards that came or changed, and ids that left. A retraction is sent as a barrier snapshot instead.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleListDelta")]
public sealed record ArticleListDelta(
    [property: Id(0)] ImmutableArray<ArticleCard> Upserted,
    [property: Id(1)] ImmutableArray<string> Removed) : TopicPayload
{
    /// <summary>As they are now.</summary>
    [Id(2)] public ImmutableArray<ListPlace> Places { get; init; } = [];

    /// <summary>As it is now.</summary>
    [Id(3)] public ListNotice? Notice { get; init; }
}
