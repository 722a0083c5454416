using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// The public state of an article: state of the topic <c>article/{id}</c>. Of a retracted or held article it holds the
/// tombstone alone: no headline, no blocks.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleContent")]
public sealed record ArticleContent : TopicPayload
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Site { get; init; }

    /// <summary>Id of the section.</summary>
    [Id(2)] public required string Section { get; init; }

    /// <summary>Grows by 1 with each change, public or not.</summary>
    [Id(3)] public required int Revision { get; init; }

    [Id(4)] public required ArticleStage Stage { get; init; }

    [Id(5)] public string Headline { get; init; } = "";

    /// <summary>One or two plain sentences for lists and share previews; may be empty.</summary>
    [Id(6)] public string Summary { get; init; } = "";

    [Id(7)] public ImmutableArray<ArticleBlock> Blocks { get; init; } = [];

    [Id(8)] public string Byline { get; init; } = "";

    /// <summary>Never moves once set.</summary>
    [Id(9)] public required DateTimeOffset FirstPublishedAt { get; init; }

    /// <summary>When the text, or a post, last changed: a hold and its end, a claim to a correction, expiry and coverage do not move it.</summary>
    [Id(10)] public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(11)] public ImmutableArray<ArticleNote> Notes { get; init; } = [];

    /// <summary>Why it was retracted or is held, for the public; empty otherwise.</summary>
    [Id(12)] public string RetractionReason { get; init; } = "";

    /// <summary>True while it belongs on the breaking band of its site.</summary>
    [Id(13)] public bool Breaking { get; init; }

    /// <summary>True for sample content: every surface says 견본.</summary>
    [Id(14)] public bool Sample { get; init; }

    /// <summary>Since when somebody's claim to a correction is pending (정정보도 청구 중); null for none.</summary>
    [Id(15)] public DateTimeOffset? CorrectionRequestedAt { get; init; }

    /// <summary>1 to 9; 0 where nobody has said.</summary>
    [Id(16)] public int Urgency { get; init; }

    [Id(17)] public ImmutableArray<string> Tags { get; init; } = [];

    [Id(18)] public string Region { get; init; } = "";

    [Id(19)] public string Canonical { get; init; } = "";

    [Id(20)] public ImmutableArray<string> Related { get; init; } = [];

    [Id(21)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True once it has left lists, feeds and the band.</summary>
    [Id(22)] public bool Expired { get; init; }

    /// <summary>When a held article comes back by itself; null otherwise.</summary>
    [Id(23)] public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The live part; null where there is none.</summary>
    [Id(24)] public LiveBlog? Live { get; init; }

    /// <summary>Grows by 1 with each change of posts or coverage, and never goes back.</summary>
    [Id(25)] public int PostsVersion { get; init; }

    /// <summary>Null where an older version wrote it.</summary>
    [Id(26)] public DateTimeOffset? VersionCreated { get; init; }

    /// <summary>When it last came back from a hold; null where it never did, and of what is withheld.</summary>
    [Id(27)] public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>When it came to be as it is now, by whatever act.</summary>
    public DateTimeOffset VersionCreatedAt => VersionCreated ?? ModifiedAt;

    /// <summary>Grows with every change of what is public: of two states of an article the higher is the later.</summary>
    public int Version => Revision + PostsVersion;

    /// <summary>True where only a tombstone is public.</summary>
    public bool IsWithheld => Stage is ArticleStage.Retracted or ArticleStage.Held or ArticleStage.Erased;

    /// <summary>True while lists, feeds and the band may show it.</summary>
    public bool IsListed => !IsWithheld && !Expired;

    public ArticleBlock? LeadImage => Blocks.FirstOrDefault(block => block.Kind == BlockKind.Image);

    public override TopicPayload Apply(TopicPayload delta) => delta is ArticleDelta change
        ? this with
        {
            Section = change.Section ?? Section,
            Revision = change.Revision,
            Stage = change.Stage,
            Headline = change.Headline ?? Headline,
            Summary = change.Summary ?? Summary,
            Blocks = change.Blocks ?? Blocks,
            Byline = change.Byline ?? Byline,
            ModifiedAt = change.ModifiedAt,
            VersionCreated = change.VersionCreated,
            Notes = Notes.AddRange(change.AddedNotes),
            Breaking = change.Breaking,
            CorrectionRequestedAt = change.CorrectionRequestedAt,
            Urgency = change.Urgency ?? Urgency,
            Tags = change.Tags ?? Tags,
            Region = change.Region ?? Region,
            Canonical = change.Canonical ?? Canonical,
            Related = change.Related ?? Related,
            ExpiresAt = change.ExpiresAt,
            Expired = change.Expired,
            PostsVersion = change.PostsVersion,
            Live = change.Live is { } live ? Live?.Apply(live) : Live,
        }
        : base.Apply(delta);
}
