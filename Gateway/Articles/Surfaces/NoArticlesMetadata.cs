namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>On a route: whatever it answers, no article's text is in it, and why.</summary>
internal sealed record NoArticlesMetadata(string Why);
