using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Who has done what with a post, when and why.</summary>
internal sealed record PostRevisionResponse(int Number, DateTimeOffset At, string Author, string Act, string? Reason)
{
    public static PostRevisionResponse Of(LivePostRevision revision) =>
        new(revision.Number, revision.At, revision.Author, revision.Act, revision.Reason.Length == 0 ? null : revision.Reason);
}
