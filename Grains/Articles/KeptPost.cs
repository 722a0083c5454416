using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>The text of a post's revision, to be written before the revision is committed, and its key.</summary>
internal sealed record KeptPost(string Key, LivePostDraft Text);
