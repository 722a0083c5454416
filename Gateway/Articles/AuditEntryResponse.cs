using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What somebody did with an article. Acts that made no revision have the one that stood; acts on a post have that of the post.</summary>
internal sealed record AuditEntryResponse(DateTimeOffset At, string Author, string Act, int Revision, string? Reason, string? Post = null)
{
    /// <summary>Everything that was done, oldest first.</summary>
    public static AuditEntryResponse[] Of(ArticleDetails article, ImmutableArray<LivePostDetails> posts) =>
    [
        .. article.Revisions
            .Select(revision => new AuditEntryResponse(revision.At, revision.Author, revision.Act is { Length: > 0 } act ? act : "change", revision.Number, Text(revision.Reason)))
            .Concat(article.Audit.Select(entry => new AuditEntryResponse(entry.At, entry.Author, entry.Act, entry.Revision, Text(entry.Reason))))
            .Concat(posts.SelectMany(post => post.Revisions.Select(
                revision => new AuditEntryResponse(revision.At, revision.Author, revision.Act, revision.Number, Text(revision.Reason), post.Id))))
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Revision),
    ];

    private static string? Text(string reason) => reason.Length == 0 ? null : reason;
}
