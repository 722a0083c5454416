using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

[GenerateSerializer, Alias("articles.ArticleRevisionText")]
internal sealed record ArticleRevisionText
{
    /// <summary>Null where nothing was written.</summary>
    [Id(0)] public ArticleVersion? Version { get; init; }

    /// <summary>Where it is the text of a post.</summary>
    [Id(1)] public LivePostDraft? Post { get; init; }
}
