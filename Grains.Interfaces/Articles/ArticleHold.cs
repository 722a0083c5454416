namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A hold (임시조치): until when, what the public is told, and what the article was before.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleHold")]
public sealed record ArticleHold
{
    public const int DaysUnlessSaid = 30;

    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>The article comes back by itself then.</summary>
    [Id(1)] public required DateTimeOffset Until { get; init; }

    /// <summary>For the public; may be empty.</summary>
    [Id(2)] public string Notice { get; init; } = "";

    [Id(3)] public required ArticleStage Before { get; init; }
}
