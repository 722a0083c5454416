using System.Collections.Immutable;
using System.Net;
using System.Text;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>How feeds follow their articles.</summary>
internal static class FeedRules
{
    private const int ExcerptLengthMax = 200;

    /// <summary>
    /// The feed after it has seen <paramref name="content"/>; the same object where it knew that or newer. What does not
    /// <paramref name="belongs"/> here leaves it, and readers are told to delete it unless it only expired.
    /// </summary>
    public static FeedState Apply(FeedState state, ArticleContent content, bool belongs, DateTimeOffset now)
    {
        if (content.Version <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var shown = state.Entries.Any(entry => entry.Id == content.Id);
        var entries = state.Entries.RemoveAll(entry => entry.Id == content.Id);
        var removed = state.Removed.RemoveAll(entry => entry.Id == content.Id);
        if (belongs && content.IsListed)
        {
            return new FeedState { Entries = Keep(entries.Add(Entry(content)), now), Removed = removed, ChangedAt = Later(state.ChangedAt, now) };
        }

        // Of what was never shown nobody needs to hear, and the file does not change.
        var before = state.Removed.FirstOrDefault(entry => entry.Id == content.Id);
        var at = shown ? Later(state.ChangedAt, now) : state.ChangedAt;
        var deleted = (shown && (!belongs || content.IsWithheld)) || before is { Deleted: true };
        var removal = new FeedRemoval { Id = content.Id, Revision = content.Version, At = shown ? at : before?.At ?? at, Deleted = deleted };
        return new FeedState { Entries = entries, Removed = AddLast(removed, removal), ChangedAt = at };
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
        Urgency = content.Urgency,
        Sample = content.Sample,
        Corrected = content.Notes.Length > 0,
        CorrectionRequested = content.CorrectionRequestedAt is not null,
        Canonical = content.Canonical ?? "",
        Region = content.Region ?? "",
    };

    /// <summary>A whole second later than the last change, or now.</summary>
    private static DateTimeOffset Later(DateTimeOffset before, DateTimeOffset now)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return second > before ? second : before.AddSeconds(1);
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

    private static ImmutableArray<FeedRemoval> AddLast(ImmutableArray<FeedRemoval> removed, FeedRemoval removal) =>
        (removed.Length < FeedState.RemovedMax ? removed : removed.RemoveRange(0, removed.Length - FeedState.RemovedMax + 1)).Add(removal);

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
