namespace Sokbo.Gateway.Articles;

/// <summary>How far the coverage of a live blog has got. Where it began never moves.</summary>
internal sealed record LiveResponse(DateTimeOffset CoverageStart, DateTimeOffset? CoverageEnd, int Posts, int HiddenPosts);
