namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>How far the coverage of a live blog has got.</summary>
[GenerateSerializer, Immutable, Alias("articles.LiveSummary")]
public sealed record LiveSummary(
    [property: Id(0)] DateTimeOffset CoverageStart,
    [property: Id(1)] DateTimeOffset? CoverageEnd,
    [property: Id(2)] int Posts,
    [property: Id(3)] int Hidden);
