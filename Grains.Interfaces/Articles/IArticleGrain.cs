using System.Collections.Immutable;
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

    /// <summary>
    /// At once, or when its embargo ends. Publishing what is published already changes nothing; what is scheduled goes out
    /// now instead.
    /// </summary>
    [Alias("Publish")]
    Task<ArticleOutcome> Publish(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Lets it go at a moment, or when its embargo ends where that is later. A moment that has passed publishes at once.
    /// Whether it has is asked of several clocks: never early by one that is wrong.
    /// </summary>
    [Alias("Schedule")]
    Task<ArticleOutcome> Schedule(DateTimeOffset at, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Hands a draft to the editors.</summary>
    [Alias("Submit")]
    Task<ArticleOutcome> Submit(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Makes a draft again of what is submitted or scheduled.</summary>
    [Alias("Withdraw")]
    Task<ArticleOutcome> Withdraw(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Sets the embargo of an article that is not public yet; null lifts it. An update keeps it, publication ends it.</summary>
    [Alias("SetEmbargo")]
    Task<ArticleOutcome> SetEmbargo(ArticleEmbargo? embargo, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Takes the text from every surface until a day, with a word to the public. Of a held article: another day or word.</summary>
    [Alias("Hold")]
    Task<ArticleOutcome> Hold(DateTimeOffset until, string notice, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Ends a hold before its day: the article is public as it was.</summary>
    [Alias("Release")]
    Task<ArticleOutcome> Release(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Shows or takes away that a correction is claimed (정정보도 청구 중). A correction takes it away too.</summary>
    [Alias("ClaimCorrection")]
    Task<ArticleOutcome> ClaimCorrection(bool pending, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the text and all its revisions from the store. The first person asks for it, a second one carries it out
    /// within <see cref="ArticleErasure.ValidFor"/>.
    /// </summary>
    [Alias("RemoveText")]
    Task<ArticleOutcome> RemoveText(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Takes a request to erase it back, whoever has asked.</summary>
    [Alias("KeepText")]
    Task<ArticleOutcome> KeepText(ArticleAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Erases what had been erased and came back with a restored store. True where something had come back. The caller knows
    /// that two people had decided it.
    /// </summary>
    [Alias("EraseAgain")]
    Task<bool> EraseAgain(CancellationToken cancellationToken);

    /// <summary>Updates the text to that of a former revision.</summary>
    [Alias("Restore")]
    Task<ArticleOutcome> Restore(int revision, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>The text as it was at a revision; null where it is not kept.</summary>
    [Alias("ReadRevision")]
    Task<ArticleVersion?> ReadRevision(int revision, CancellationToken cancellationToken);

    /// <summary>The same of an article that is withheld, for who may see that: recorded with the name of who asked.</summary>
    [Alias("ReadWithheld")]
    Task<ArticleVersion?> ReadWithheld(int revision, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Somebody is going to be shown the text of a held article: recorded with the name, once a day. Of any other article nothing is.</summary>
    [Alias("Look")]
    Task Look(string reader, CancellationToken cancellationToken);

    /// <summary>What was public at a moment, for who may see it: recorded with the name of who asked. Null where nothing was, or it is erased.</summary>
    [Alias("ReadAt")]
    Task<ArticleVersion?> ReadAt(DateTimeOffset at, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>
    /// What readers saw last of an article that is withheld, its posts with it: what the receipt of the act looks for, however
    /// often it is repeated. Null where nothing is withheld, or it is not kept.
    /// </summary>
    [Alias("ReadLastSeen")]
    Task<ArticleVersion?> ReadLastSeen(CancellationToken cancellationToken);

    /// <summary>Something of it may be due: a release, the end of a hold, its expiry. Harmless when nothing is.</summary>
    [Alias("Wake")]
    Task Wake(CancellationToken cancellationToken);

    /// <summary>Like an update, with a note to the public.</summary>
    [Alias("Correct")]
    Task<ArticleOutcome> Correct(ArticleDraft draft, string note, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Takes the text from every surface and leaves a tombstone. Final. Former revisions stay readable to editors until it is erased.</summary>
    [Alias("Retract")]
    Task<ArticleOutcome> Retract(string reason, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a post on top of the live blog, and begins coverage where it had none. The id is the caller's: a repetition
    /// with the same id changes nothing. Readers see it at once when the article is public.
    /// </summary>
    [Alias("AddPost")]
    Task<ArticleOutcome> AddPost(string post, LivePostDraft draft, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Replaces the text of a post. The expectation of the act is a revision of the post; the post keeps its place.</summary>
    [Alias("UpdatePost")]
    Task<ArticleOutcome> UpdatePost(string post, LivePostDraft draft, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Takes a post from every open page and surface, for ever. A barrier: nobody resumes across it.</summary>
    [Alias("HidePost")]
    Task<ArticleOutcome> HidePost(string post, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Puts a post directly above another one, or with null below all.</summary>
    [Alias("MovePost")]
    Task<ArticleOutcome> MovePost(string post, string? above, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>Opens or ends the coverage. Where it began never moves; ended coverage can be opened again.</summary>
    [Alias("SetCoverage")]
    Task<ArticleOutcome> SetCoverage(bool open, ArticleAct act, CancellationToken cancellationToken);

    /// <summary>For newsrooms: all posts in the order of the page, hidden ones included, newest first among equals.</summary>
    [Alias("ReadPosts")]
    Task<ImmutableArray<LivePostDetails>> ReadPosts(CancellationToken cancellationToken);

    /// <summary>
    /// The public state with every post that readers may see, where its topic carries the first: at most
    /// <see cref="LiveBlog.PostsMax"/>, some megabytes. Reads the committed state only, like <see cref="GetPublic"/>.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetWhole")]
    Task<ArticleContent?> GetWhole(CancellationToken cancellationToken);

    /// <summary>
    /// A page of public posts from one of them on; null where nothing of it is public or readers may not see that post.
    /// Reads the committed state only, like <see cref="GetPublic"/>.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetPosts")]
    Task<LivePage?> GetPosts(string from, CancellationToken cancellationToken);

    /// <summary>For newsrooms: drafts and history included. Null when there is no such article.</summary>
    [Alias("Read")]
    Task<ArticleDetails?> Read(CancellationToken cancellationToken);

    /// <summary>
    /// Whether its text or a post names the picture with that hash, or ever has: then it tells the picture when it is erased.
    /// False for an erased or unknown article. In a turn of its own, so that an act under way is counted.
    /// </summary>
    [Alias("HasHad")]
    Task<bool> HasHad(string picture, CancellationToken cancellationToken);

    /// <summary>
    /// The public state; null for drafts and unknown ids. Reads the committed state only, so it may interleave with an act
    /// that waits for the store: surfaces ask while the article announces itself to them.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetPublic")]
    Task<ArticleContent?> GetPublic(CancellationToken cancellationToken);
}
