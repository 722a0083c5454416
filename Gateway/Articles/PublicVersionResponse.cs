using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What the public saw of an article at a moment.</summary>
internal sealed record PublicVersionResponse
{
    /// <summary>The moment that was asked about.</summary>
    public required DateTimeOffset At { get; init; }

    public required int Revision { get; init; }

    /// <summary>published, updated, corrected, held, retracted.</summary>
    public required string State { get; init; }

    public required string Section { get; init; }

    public required string Headline { get; init; }

    public required string Summary { get; init; }

    /// <summary>Empty where only a tombstone was public.</summary>
    public required string Body { get; init; }

    public required string Byline { get; init; }

    public required DateTimeOffset FirstPublishedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public required ArticleNote[] Notes { get; init; }

    /// <summary>What the public was told of a retraction or hold.</summary>
    public string? Notice { get; init; }

    /// <summary>Until when a hold was to last.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Since when it said that a correction is claimed (정정보도 청구 중).</summary>
    public DateTimeOffset? CorrectionRequestedAt { get; init; }

    /// <summary>True where it had left lists, feeds and the band.</summary>
    public bool? Expired { get; init; }

    public required bool Breaking { get; init; }

    public int? Urgency { get; init; }

    public string[]? Tags { get; init; }

    public string? Region { get; init; }

    public string? CanonicalUrl { get; init; }

    public string[]? Related { get; init; }

    /// <summary>Of a live blog: every post that readers could see, in the order of the page.</summary>
    public PublicPostResponse[]? Posts { get; init; }

    public static PublicVersionResponse Of(DateTimeOffset at, ArticleContent content, ImmutableArray<LivePost> posts) => new()
    {
        Posts = posts.IsDefaultOrEmpty ? null : [.. posts.Select(PublicPostResponse.Of)],
        At = at,
        Revision = content.Revision,
        State = ArticleResponse.Name(content.Stage),
        Section = content.Section,
        Headline = content.Headline,
        Summary = content.Summary,
        Body = ArticleBody.Render(content.Blocks),
        Byline = content.Byline,
        FirstPublishedAt = content.FirstPublishedAt,
        ModifiedAt = posts.IsDefaultOrEmpty ? content.ModifiedAt : posts.Select(post => post.ModifiedAt).Append(content.ModifiedAt).Max(),
        Notes = [.. content.Notes],
        Notice = content.RetractionReason.Length == 0 ? null : content.RetractionReason,
        HeldUntil = content.HeldUntil,
        CorrectionRequestedAt = content.CorrectionRequestedAt,
        Expired = content.Expired ? true : null,
        Breaking = content.Breaking,
        Urgency = content.Urgency == 0 ? null : content.Urgency,
        Tags = content.Tags.IsDefaultOrEmpty ? null : [.. content.Tags],
        Region = content.Region is { Length: > 0 } region ? region : null,
        CanonicalUrl = content.Canonical is { Length: > 0 } canonical ? canonical : null,
        Related = content.Related.IsDefaultOrEmpty ? null : [.. content.Related],
    };
}
