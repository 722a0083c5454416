namespace Sokbo.Gateway.Articles.Archives;

/// <param name="Articles">Newest first.</param>
/// <param name="Next">For <c>after</c>; null at the end.</param>
internal sealed record SearchResponse(SearchHitResponse[] Articles, string? Next);
