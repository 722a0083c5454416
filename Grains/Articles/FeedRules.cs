using System.Collections.Immutable;
using System.Net;
using System.Text;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>How feeds follow their articles.</summary>
internal static class FeedRules
{
    private const int ExcerptLengthMax = 200;

    /// <summary>
    /// The feed after it has seen <paramref name="content"/>; the same object where nothing of it changes. What does not
    /// <paramref name="belongs"/> here leaves it, and readers are told to delete it unless it only expired. Of what is withheld
    /// they are told however long ago its entry made room for others: readers keep what they once took, and a feed hears only
    /// of articles that belonged to it.
    /// </summary>
    public static FeedState Apply(FeedState state, ArticleContent content, bool belongs, DateTimeOffset now)
    {
        if (content.Version <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var entries = state.Entries.RemoveAll(entry => entry.Id == content.Id);
        var next = belongs && content.IsListed
            ? state with { Entries = Keep(entries.Add(Entry(content)), now), Removed = state.Removed.RemoveAll(removal => removal.Id == content.Id) }
            : state with { Entries = entries, Removed = Remove(state, content, belongs, now) };
        if (!next.Entries.SequenceEqual(state.Entries) || !next.Told.SequenceEqual(state.Told))
        {
            return next with { ChangedAt = DocumentDate.Next(state.ChangedAt, now) };
        }

        // Of an old article that no document names, and that leaves nothing to remember.
        return next.Removed.SequenceEqual(state.Removed) ? state : next;
    }

    public static FeedEntry Entry(ArticleContent content) => new()
    {
        Id = content.Id,
        Revision = content.Version,
        Section = content.Section,
        Headline = content.Headline,
        Summary = content.Summary.Length > 0 ? content.Summary : Excerpt(content),
        Byline = content.Byline,
        Image = content.LeadImage?.Url ?? "",
        ImageAlt = content.LeadImage?.Alt ?? "",
        Tags = content.Tags.IsDefault ? [] : content.Tags,
        FirstPublishedAt = content.FirstPublishedAt,
        ModifiedAt = content.ModifiedAt,
        VersionCreated = content.VersionCreated,
        ReturnedAt = content.ReturnedAt,
        Urgency = content.Urgency,
        Sample = content.Sample,
        Corrected = content.Notes.Length > 0,
        CorrectionRequested = content.CorrectionRequestedAt is not null,
        Canonical = content.Canonical ?? "",
        Region = content.Region ?? "",
        CoverageClosed = content.Live is { CoverageEnd: not null },
    };

    /// <summary>Of what was never shown and only expired or moved nobody needs to hear; it is remembered for its revision.</summary>
    private static ImmutableArray<FeedRemoval> Remove(FeedState state, ArticleContent content, bool belongs, DateTimeOffset now)
    {
        var shown = state.Entries.Any(entry => entry.Id == content.Id);
        var before = state.Removed.FirstOrDefault(removal => removal.Id == content.Id);
        var deleted = content.IsWithheld || (shown && !belongs) || before is { Deleted: true };
        var removal = new FeedRemoval
        {
            Id = content.Id,
            Revision = content.Version,
            At = before is not null && before.Deleted == deleted ? before.At : DocumentDate.Next(state.ChangedAt, now),
            Deleted = deleted,
            Withheld = content.IsWithheld ? content.Stage : null,
            FirstPublishedAt = content.FirstPublishedAt,
            VersionCreatedAt = content.VersionCreatedAt,
        };
        return before is null ? state.Removed.AddLast(removal, FeedState.RemovedMax)
            : (before.At, before.Withheld) == (removal.At, removal.Withheld) ? state.Removed.Replace(before, removal)
            : state.Removed.Remove(before).AddLast(removal, FeedState.RemovedMax);
    }

    private static ImmutableArray<FeedEntry> Keep(ImmutableArray<FeedEntry> entries, DateTimeOffset now)
    {
        var young = now - ArticleFeed.SitemapAge;
        return
        [
            .. entries
                .OrderByDescending(entry => entry.FirstPublishedAt)
                .ThenByDescending(entry => entry.Id, StringComparer.Ordinal)
                .Take(ArticleFeed.SitemapMax)
                .Where((entry, index) => index < FeedState.KeptMax || entry.FirstPublishedAt >= young),
        ];
    }

    /// <summary>The beginning of the text, plain. Inline markup was written by us: every &lt; in it opens a tag.</summary>
    private static string Excerpt(ArticleContent content)
    {
        var html = (content.Blocks.FirstOrDefault(block => block.Kind == BlockKind.Paragraph)?.Html ?? "").Replace("<br>", " ", StringComparison.Ordinal);
        var text = new StringBuilder(Math.Min(html.Length, 1_024));
        var inside = false;
        foreach (var letter in html)
        {
            if (!inside && letter != '<')
            {
                text.Append(letter);
            }

            inside = letter == '<' || (inside && letter != '>');
        }

        var plain = string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length <= ExcerptLengthMax)
        {
            return plain;
        }

        var end = char.IsHighSurrogate(plain[ExcerptLengthMax - 1]) ? ExcerptLengthMax - 1 : ExcerptLengthMax;
        return plain[..end].TrimEnd() + "…";
    }
}
