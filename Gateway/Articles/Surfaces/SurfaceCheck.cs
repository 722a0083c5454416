namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>How one sees that a surface does not show an article any more.</summary>
internal enum SurfaceCheck
{
    /// <summary>Its answer does not name the article's id.</summary>
    NotNamed = 0,

    /// <summary>It may say that there was one, but nothing of the headline or the text is in the answer.</summary>
    NotShown = 1,

    /// <summary>It answers with a tombstone: not 200, and nothing of the headline or the text.</summary>
    Gone = 2,

    /// <summary>The states that this gateway hands to connections do not hold it.</summary>
    Topics = 3,

    /// <summary>Its page does not follow the article, as it does where it links to it. A link that somebody wrote into a text stays, and leads to the tombstone.</summary>
    NotFollowed = 4,
}
