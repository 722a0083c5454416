using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// One article and its revisions; owner of the topic <c>article/{id}</c>. The key is the article's id, over all sites.
/// Every act is idempotent by its operation id: the repetition of an act answers with the article and changes nothing.
/// </summary>
[Alias("articles.IArticleGrain")]
public interface IArticleGrain : ITopicGrain
{
    /// <summary>Begins as a draft, which is not public.</summary>
    [Alias("Create")]
    Task<ArticleOutcome> Create(string site, ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Replaces the text. Of a draft nothing gets public; of a published article the new text is public at once.</summary>
    [Alias("Update")]
    Task<ArticleOutcome> Update(ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Publishing what is published already changes nothing.</summary>
    [Alias("Publish")]
    Task<ArticleOutcome> Publish(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Like an update, with a note to the public.</summary>
    [Alias("Correct")]
    Task<ArticleOutcome> Correct(ArticleDraft draft, string note, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Removes the text and its history everywhere and leaves a tombstone. Final.</summary>
    [Alias("Retract")]
    Task<ArticleOutcome> Retract(string reason, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>For newsrooms: drafts and history included. Null when there is no such article.</summary>
    [Alias("Read")]
    Task<ArticleDetails?> Read(CancellationToken cancellationToken);

    /// <summary>
    /// The public state; null for drafts and unknown ids. Reads the committed state only, so it may interleave with an act
    /// that waits for the store: surfaces ask while the article announces itself to them.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetPublic")]
    Task<ArticleContent?> GetPublic(CancellationToken cancellationToken);
}
