namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>How one sees that a surface does not show an article any more.</summary>
internal enum SurfaceCheck
{
    /// <summary>Its answer does not name the article's id.</summary>
    NotNamed = 0,

    /// <summary>No entry of the feed has the article's name or address. What others wrote may have the same words.</summary>
    NotListed = 1,

    /// <summary>Its address answers that it is gone or withheld, without anything of the headline or the text.</summary>
    Gone = 2,

    /// <summary>The states that this gateway hands to connections do not hold it.</summary>
    Topics = 3,

    /// <summary>Its page does not follow the article, as it does where it links to it. A link that somebody wrote into a text stays, and leads to the tombstone.</summary>
    NotFollowed = 4,

    /// <summary>The object says that it is canceled or withheld, and holds nothing of the headline or the text.</summary>
    Withdrawn = 5,
}
