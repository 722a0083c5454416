namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A correction notice above a list.</summary>
[GenerateSerializer, Immutable, Alias("articles.ListNotice")]
public sealed record ListNotice(
    [property: Id(0)] string Article,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset Until)
{
    public bool StandsAt(DateTimeOffset now) => now < Until;
}
