namespace Sokbo.Grains.Articles;

/// <summary>A surface that has not yet confirmed to know the article at this version.</summary>
[GenerateSerializer, Immutable, Alias("articles.PendingAnnouncement")]
internal sealed record PendingAnnouncement([property: Id(0)] string Topic, [property: Id(1)] int Revision);
