using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>
/// An article with all that must be persisted in one write with it: its history's heads, the operations it has seen, and
/// the announcements it still owes.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleState")]
internal sealed record ArticleState
{
    public const int OperationsMax = 64;

    private const string PicturePrefix = "picture:";

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Site { get; init; }

    [Id(2)] public required int Revision { get; init; }

    [Id(3)] public required ArticleStage Stage { get; init; }

    [Id(4)] public required ArticleDraft Draft { get; init; }

    [Id(5)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of the last act, whatever it was.</summary>
    [Id(6)] public required DateTimeOffset ModifiedAt { get; init; }

    [Id(7)] public DateTimeOffset? FirstPublishedAt { get; init; }

    [Id(8)] public ImmutableArray<ArticleNote> Notes { get; init; } = [];

    [Id(9)] public string RetractionReason { get; init; } = "";

    /// <summary>Oldest first, at most <see cref="ArticleRevision.KeptMax"/>.</summary>
    [Id(10)] public ImmutableArray<ArticleRevision> Revisions { get; init; } = [];

    /// <summary>Ids of acts that were carried out, most recent last, at most <see cref="OperationsMax"/>.</summary>
    [Id(11)] public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>At most one for each surface.</summary>
    [Id(12)] public ImmutableArray<PendingAnnouncement> Pending { get; init; } = [];

    /// <summary>Topics of the surfaces that have ever heard of the article, so that all of them hear of its retraction.</summary>
    [Id(13)] public ImmutableArray<string> Surfaces { get; init; } = [];

    /// <summary>When a scheduled article goes out, the embargo left aside.</summary>
    [Id(14)] public DateTimeOffset? PublishAt { get; init; }

    /// <summary>Only before publication.</summary>
    [Id(15)] public ArticleEmbargo? Embargo { get; init; }

    /// <summary>Of a held article.</summary>
    [Id(16)] public ArticleHold? Hold { get; init; }

    [Id(17)] public DateTimeOffset? CorrectionRequestedAt { get; init; }

    [Id(18)] public bool Expired { get; init; }

    [Id(19)] public ArticleErasure? Erasure { get; init; }

    /// <summary>Acts without a revision, oldest first, at most <see cref="ArticleAuditEntry.KeptMax"/>.</summary>
    [Id(20)] public ImmutableArray<ArticleAuditEntry> Audit { get; init; } = [];

    /// <summary>Keys of texts that nobody may find any more and that are still to be removed.</summary>
    [Id(21)] public ImmutableArray<string> ToErase { get; init; } = [];

    [Id(22)] public LiveBlogState? Live { get; init; }

    /// <summary>Grows by 1 with each change of posts or coverage.</summary>
    [Id(23)] public int PostsVersion { get; init; }

    /// <summary>What surfaces know it by; see <see cref="ArticleContent.Version"/>.</summary>
    public int Version => Revision + PostsVersion;

    /// <summary>Hashes of all pictures that its text and its posts have had, at most <see cref="ArticleDraft.PicturesEverMax"/>: they hear of it, and go with it when it is erased.</summary>
    [Id(40)] public ImmutableArray<string> Pictures { get; init; } = [];

    /// <summary>When what readers read last changed, publication included and posts left aside. Null in what an older version wrote.</summary>
    [Id(41)] public DateTimeOffset? TextChangedAt { get; init; }

    /// <summary>When a post last changed.</summary>
    [Id(42)] public DateTimeOffset PostChangedAt { get; init; }

    /// <summary>When it last came back from a hold.</summary>
    [Id(43)] public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>What the public is told: acts that leave the text alone do not move it.</summary>
    public DateTimeOffset TextModifiedAt => OwnTextChangedAt > PostChangedAt ? OwnTextChangedAt : PostChangedAt;

    /// <summary>Without its posts.</summary>
    public DateTimeOffset OwnTextChangedAt => TextChangedAt ?? ModifiedAt;

    /// <summary>Its newest revision: the text of that one is here, and is kept apart when the next one takes its place.</summary>
    public ArticleVersion Standing => new()
    {
        Revision = Revision,
        At = Revisions[^1].At,
        Draft = Draft,
        Public = Public is { } content
            ? content with { Live = null, ModifiedAt = TextChangedAt ?? Revisions[^1].At, VersionCreated = Revisions[^1].At }
            : null,
    };

    /// <summary>Posts as the newsroom reads them: of a retracted article without their texts, which are in its former states.</summary>
    public ImmutableArray<LivePostDetails> Posts =>
        Live is not { } live ? [] : Stage == ArticleStage.Retracted ? [.. live.Posts.Select(post => post with { Draft = new LivePostDraft() })] : live.Posts;

    /// <summary>Whether readers know of it: the text, or that there was one.</summary>
    public bool WasPublished => FirstPublishedAt is not null;

    /// <summary>When a scheduled article goes out.</summary>
    public DateTimeOffset? ReleaseAt => PublishAt is { } at && Embargo is { } embargo && embargo.Until > at ? embargo.Until : PublishAt;

    /// <summary>When the clock will have something to do with it; null for never.</summary>
    public DateTimeOffset? NextDue => Stage switch
    {
        ArticleStage.Scheduled => ReleaseAt,
        ArticleStage.Held => Hold?.Until,
        ArticleStage.Published or ArticleStage.Updated or ArticleStage.Corrected when !Expired => Draft.ExpiresAt,
        _ => null,
    };

    /// <summary>What surfaces and texts are still to be told.</summary>
    public bool OwesNothing => Pending.IsEmpty && ToErase.IsDefaultOrEmpty;

    /// <summary>Null while nothing is public; the tombstone alone where the text is withheld.</summary>
    public ArticleContent? Public => FirstPublishedAt is { } first ? Stage switch
    {
        ArticleStage.Held => Withheld(first, ArticleStage.Held, Hold?.Notice ?? "", Hold?.Until),
        ArticleStage.Retracted or ArticleStage.Erased => Withheld(first, ArticleStage.Retracted, RetractionReason, null),
        _ => Shown(first),
    } : null;

    /// <summary>Key of the text of a revision.</summary>
    public static string TextKey(string id, ArticleRevision revision) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}/{revision.Number}/{revision.OperationId}");

    /// <summary>Key of a picture among what is to be erased. No key of a text begins like this: a colon is in no id.</summary>
    public static string PictureKey(string hash) => PicturePrefix + hash;

    public static string? PictureOfKey(string key) => key.StartsWith(PicturePrefix, StringComparison.Ordinal) ? key[PicturePrefix.Length..] : null;

    public ArticleDetails Details => new()
    {
        Id = Id,
        Site = Site,
        Revision = Revision,
        Stage = Stage,
        Draft = Draft,
        CreatedAt = CreatedAt,
        ModifiedAt = ModifiedAt,
        FirstPublishedAt = FirstPublishedAt,
        Notes = Notes,
        RetractionReason = RetractionReason,
        Revisions = Revisions,
        ReleaseAt = ReleaseAt,
        Embargo = Embargo,
        Hold = Hold,
        CorrectionRequestedAt = CorrectionRequestedAt,
        Expired = Expired,
        Erasure = Erasure,
        Audit = Audit.IsDefault ? [] : Audit,
        Live = Live?.Summary,
        Sections = Sections,
    };

    private ImmutableArray<string> Sections =>
    [
        .. Surfaces.Where(topic => TopicName.TryParse(topic, out var name) && name.Kind == TopicKind.SectionFeed).Select(topic => topic[(topic.LastIndexOf('/') + 1)..]),
    ];

    private ArticleContent Withheld(DateTimeOffset first, ArticleStage stage, string reason, DateTimeOffset? until) => new()
    {
        Id = Id,
        Site = Site,
        Section = Draft.Section,
        Revision = Revision,
        Stage = stage,
        FirstPublishedAt = first,
        ModifiedAt = TextModifiedAt,
        VersionCreated = ModifiedAt,
        RetractionReason = reason,
        HeldUntil = until,
        Sample = Draft.Sample,
        PostsVersion = PostsVersion,
    };

    private ArticleContent Shown(DateTimeOffset first) => new()
    {
        Id = Id,
        Site = Site,
        Section = Draft.Section,
        Revision = Revision,
        Stage = Stage,
        Headline = Draft.Headline,
        Summary = Draft.Summary,
        Blocks = Draft.Blocks,
        Byline = Draft.Byline,
        FirstPublishedAt = first,
        ModifiedAt = TextModifiedAt,
        VersionCreated = ModifiedAt,
        Notes = Notes,
        RetractionReason = RetractionReason,
        Breaking = Draft.Breaking,
        Sample = Draft.Sample,
        CorrectionRequestedAt = CorrectionRequestedAt,
        Urgency = Draft.Urgency,
        Tags = Draft.Tags.IsDefault ? [] : Draft.Tags,
        Region = Draft.Region ?? "",
        Canonical = Draft.Canonical ?? "",
        Related = Draft.Related.IsDefault ? [] : Draft.Related,
        ExpiresAt = Draft.ExpiresAt,
        Expired = Expired,
        ReturnedAt = ReturnedAt,
        PostsVersion = PostsVersion,
        Live = Live is { } live ? LiveRules.Public(live, first) : null,
    };
}
