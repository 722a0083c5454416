using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

internal sealed record RevisionResponse(int Number, string State, DateTimeOffset At, string Author, string? Reason)
{
    public static RevisionResponse Of(ArticleRevision revision) => new(
        revision.Number,
        ArticleResponse.Name(revision.Stage),
        revision.At,
        revision.Author,
        revision.Reason.Length == 0 ? null : revision.Reason);
}
