using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// A place that shows articles: a front page, a section, the breaking band. Several grain types implement it, so get one
/// by the grain id of its topic (<see cref="TopicName.Owner"/>).
/// </summary>
[Alias("articles.IArticleSurfaceGrain")]
public interface IArticleSurfaceGrain : ITopicGrain
{
    /// <summary>Makes the topic exist, empty. Idempotent.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>
    /// An article has reached <paramref name="revision"/>, which counts its posts too (<see cref="ArticleContent.Version"/>). The surface fetches its current public state and applies it where
    /// it is newer than what it knows, so announcements may repeat and overtake each other. Returns the revision that the
    /// surface stands at: less than <paramref name="revision"/> means try again.
    /// </summary>
    [Alias("Announce")]
    Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken);
}
