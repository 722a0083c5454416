namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A public note of a correction, shown with its time.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleNote")]
public sealed record ArticleNote([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Text);
