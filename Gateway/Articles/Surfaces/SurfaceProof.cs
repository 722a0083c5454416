namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>What was found at one surface.</summary>
/// <param name="Surface">Its name.</param>
/// <param name="Address">Where a reader finds it.</param>
/// <param name="Clean">True when nothing of the article is there.</param>
/// <param name="CheckedAt">When it was looked at last.</param>
/// <param name="Note">What there is to say about it; null for nothing.</param>
internal sealed record SurfaceProof(string Surface, string Address, bool Clean, DateTimeOffset CheckedAt, string? Note = null);
