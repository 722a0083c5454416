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

    /// <summary>A reporter has handed it in; not public.</summary>
    Submitted = 5,

    /// <summary>An editor has let it go at a moment that is still to come; not public.</summary>
    Scheduled = 6,

    /// <summary>Withheld until a day under legal pressure: the text is on no surface, and comes back as it was.</summary>
    Held = 7,

    /// <summary>Text, revisions and reasons are gone from the store too. Readers see what they see of a retraction.</summary>
    Erased = 8,
}
