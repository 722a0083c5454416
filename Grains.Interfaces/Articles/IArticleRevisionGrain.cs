namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// The text of a former revision of an article. The key is <c>{article}/{revision}/{operation}</c>: the operation is in it so
/// that an activation that loses the race for a revision cannot overwrite the text of the one that won.
/// </summary>
[Alias("articles.IArticleRevisionGrain")]
public interface IArticleRevisionGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task Write(ArticleVersion version, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    [Alias("Read")]
    Task<ArticleVersion?> Read(CancellationToken cancellationToken);

    /// <summary>The text of a former revision of a post; the key is <c>{article}/{post}/{revision}/{operation}</c>.</summary>
    [Alias("WritePost")]
    Task WritePost(LivePostDraft text, CancellationToken cancellationToken);

    /// <summary>Null where there is none.</summary>
    [Alias("ReadPost")]
    Task<LivePostDraft?> ReadPost(CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    [Alias("RemoveText")]
    Task RemoveText(CancellationToken cancellationToken);
}
