namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Where an article stands in its life.</summary>
[GenerateSerializer, Alias("articles.ArticleStage")]
public enum ArticleStage
{
    Draft = 0,
    Published = 1,
    Updated = 2,
    Corrected = 3,

    /// <summary>A tombstone: the text is gone from every surface, the address answers 410.</summary>
    Retracted = 4,
}
