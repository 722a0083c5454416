namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A request to erase an article, which another person carries out within <see cref="ValidFor"/>.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleErasure")]
public sealed record ArticleErasure(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Author,
    [property: Id(2)] string Reason)
{
    /// <summary>Later it counts no more: whoever asks then is the first person, and carries out nothing that was forgotten.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);
}
