using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Who made a revision, when, by which act and why.</summary>
internal sealed record RevisionResponse(int Number, string State, DateTimeOffset At, string Author, string? Act, string? Reason)
{
    public static RevisionResponse Of(ArticleRevision revision) => new(
        revision.Number,
        ArticleResponse.Name(revision.Stage),
        revision.At,
        revision.Author,
        revision.Act is { Length: > 0 } act ? act : null,
        revision.Reason.Length == 0 ? null : revision.Reason);
}
