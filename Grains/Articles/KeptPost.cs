using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>The text of a post's revision, to be kept before the next one takes its place, and its key.</summary>
internal sealed record KeptPost(string Key, LivePostDraft Text);
