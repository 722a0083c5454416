namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Until when nothing may be shown: the moment, and the wall clock and zone that it was given in.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleEmbargo")]
public sealed record ArticleEmbargo
{
    /// <summary>The moment (UTC).</summary>
    [Id(0)] public required DateTimeOffset Until { get; init; }

    /// <summary>As it was given, for example <c>2026-11-27T10:00:00</c>.</summary>
    [Id(1)] public required string Local { get; init; }

    /// <summary>IANA name of the zone, for example <c>Asia/Seoul</c>.</summary>
    [Id(2)] public required string Zone { get; init; }
}
