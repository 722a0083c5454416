namespace Sokbo.Grains.Interfaces.Articles;

[GenerateSerializer, Alias("articles.ArticleVerdict")]
public enum ArticleVerdict
{
    /// <summary>Carried out now, or by an earlier call with the same operation id, or nothing was to be done.</summary>
    Done = 0,

    NotFound = 1,

    /// <summary>Another article has this id.</summary>
    Exists = 2,

    /// <summary>The article's revision is another one than the act was meant for.</summary>
    Stale = 3,

    /// <summary>The act needs a published article.</summary>
    NotPublished = 4,

    /// <summary>A tombstone cannot be changed.</summary>
    Retracted = 5,

    /// <summary>The article is published, and the author may only touch drafts.</summary>
    Forbidden = 6,

    /// <summary>The act does not fit the stage that the article is in.</summary>
    WrongStage = 7,

    /// <summary>Two people erase an article, and this one has asked for it already.</summary>
    SamePerson = 8,

    /// <summary>There is no such revision, or its text is not kept any more.</summary>
    NoRevision = 9,

    /// <summary>A picture in it does not say what it shows or whose it is, and what is public must.</summary>
    PicturesIncomplete = 10,

    /// <summary>The live blog has no such post.</summary>
    NoPost = 11,

    /// <summary>Coverage has ended: no new posts.</summary>
    CoverageClosed = 12,

    /// <summary>A hidden post cannot be changed.</summary>
    PostHidden = 13,

    /// <summary>No more posts, pinned posts or revisions of the post are taken, or there is no room at that place.</summary>
    Full = 14,

    /// <summary>The article would have had more than <see cref="ArticleDraft.PicturesEverMax"/> different pictures.</summary>
    TooManyPictures = 15,
}
