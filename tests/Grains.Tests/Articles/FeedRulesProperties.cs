using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class FeedRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Article, int Revision, int Milliseconds)[]> GenAnnouncements =
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 8], Gen.Int[0, 1_500]).Array[0, 80];

    [Fact]
    public void A_feed_ends_where_the_newest_announcements_lead_in_whatever_order_they_come() => GenAnnouncements.Sample(announcements =>
    {
        var state = new FeedState { ChangedAt = Start };
        var now = Start;
        foreach (var (article, revision, milliseconds) in announcements)
        {
            now = now.AddMilliseconds(milliseconds);
            var before = state;
            state = FeedRules.Apply(state, Content(article, revision), Belongs(article, revision), now);
            Check(before, state, now);
        }

        foreach (var group in announcements.GroupBy(announcement => announcement.Article))
        {
            var newest = Content(group.Key, group.Max(announcement => announcement.Revision));
            var entry = state.Entries.FirstOrDefault(other => other.Id == newest.Id);
            Assert.Equal(Belongs(group.Key, newest.Revision) && newest.IsListed, entry is not null);
            Assert.Equal(newest.Revision, state.RevisionOf(newest.Id));
        }
    });

    [Fact]
    public void What_is_repeated_or_late_changes_nothing() => GenAnnouncements.Sample(announcements =>
    {
        var state = new FeedState { ChangedAt = Start };
        foreach (var (article, revision, _) in announcements)
        {
            state = FeedRules.Apply(state, Content(article, revision), Belongs(article, revision), Start);
            for (var older = 1; older <= revision; older++)
            {
                Assert.Same(state, FeedRules.Apply(state, Content(article, older), Belongs(article, older), Start.AddHours(1)));
            }
        }
    });

    [Fact]
    public void What_is_kept_has_a_bound_and_the_young_are_kept_for_the_sitemap()
    {
        var state = new FeedState { ChangedAt = Start };
        for (var article = 0; article < 1_300; article++)
        {
            var at = Start.AddMinutes(article);
            state = FeedRules.Apply(state, Content(article, 1) with { FirstPublishedAt = at }, belongs: true, at);
        }

        Assert.Equal(ArticleFeed.SitemapMax, state.Entries.Length);
        var later = Start.AddDays(4);
        state = FeedRules.Apply(state, Content(2_000, 1) with { FirstPublishedAt = later }, belongs: true, later);
        Assert.Equal(FeedState.KeptMax, state.Entries.Length);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(4, true)]
    [InlineData(4, false)]
    public void Readers_are_told_of_what_is_withheld_however_long_ago_its_entry_made_room(int revision, bool belongs)
    {
        var (state, now) = Full();
        Assert.DoesNotContain(state.Entries, entry => entry.Id == Content(0, 1).Id);

        var told = FeedRules.Apply(state, Content(0, revision), belongs, now);

        var removal = Assert.Single(told.Removed);
        Assert.Equal((Content(0, 1).Id, now, now, true), (removal.Id, removal.At, told.ChangedAt, removal.Deleted));
        Assert.Equal((Content(0, revision).Stage, Content(0, revision).VersionCreatedAt), (removal.Withheld, removal.VersionCreatedAt));

        var released = FeedRules.Apply(told, Content(0, 9), belongs: true, now.AddSeconds(5));
        Assert.Empty(released.Removed);
        Assert.Equal(state.Entries, released.Entries);
        Assert.Equal(now.AddSeconds(5), released.ChangedAt);
    }

    [Fact]
    public void What_becomes_of_an_old_article_or_one_that_moved_changes_no_document()
    {
        var (state, now) = Full();
        Assert.Same(state, FeedRules.Apply(state, Content(0, 2), belongs: true, now));

        var moved = FeedRules.Apply(state, Content(299, 2), belongs: false, now);
        var edited = FeedRules.Apply(moved, Content(299, 3), belongs: false, now.AddSeconds(5));

        Assert.True(Assert.Single(edited.Removed) is { Revision: 3, Deleted: true, Withheld: null });
        Assert.Equal((now, now), (moved.ChangedAt, edited.ChangedAt));
        Assert.Equal(moved.Told, edited.Told);
    }

    [Fact]
    public void A_feed_that_changes_many_times_a_second_stays_with_the_clock()
    {
        var (state, now) = (new FeedState { ChangedAt = Start }, Start);
        for (var article = 0; article < 242 * 20; article++)
        {
            now = Start.AddSeconds(article / 242.0);
            state = FeedRules.Apply(state, Content(article % 100, 9 + article), belongs: true, now);
            Assert.InRange(state.ChangedAt, now.AddSeconds(-1), now);
        }
    }

    [Theory]
    [InlineData("<b>평</b>택시 &amp; 시청<br>둘째", "평택시 & 시청 둘째")]
    [InlineData("a &lt;b&gt; c", "a <b> c")]
    public void The_beginning_of_a_text_is_plain(string html, string expected)
    {
        var content = Content(1, 1) with { Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = html }] };

        Assert.Equal(expected, FeedRules.Entry(content).Summary);
    }

    private static void Check(FeedState before, FeedState after, DateTimeOffset now)
    {
        var ids = after.Entries.Select(entry => entry.Id).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(ids.Intersect(after.Removed.Select(removal => removal.Id)));
        Assert.Equal(after.Entries.OrderByDescending(entry => entry.FirstPublishedAt).ThenByDescending(entry => entry.Id, StringComparer.Ordinal), after.Entries);

        // Every change that a reader of the feed can see has the date of its second, and nothing else moves it.
        var changed = !before.Entries.SequenceEqual(after.Entries) || !before.Told.SequenceEqual(after.Told);
        Assert.Equal(changed ? DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) : before.ChangedAt, after.ChangedAt);
        foreach (var gone in before.Entries.Where(entry => after.Entries.All(other => other.Id != entry.Id)))
        {
            var removal = Assert.Single(after.Removed, other => other.Id == gone.Id);
            Assert.Equal((after.ChangedAt, removal.Revision % 8 != 7), (removal.At, removal.Deleted));
        }
    }

    /// <summary>300 articles, an hour each, of which the first ones are not kept any more.</summary>
    private static (FeedState State, DateTimeOffset Now) Full()
    {
        var state = new FeedState { ChangedAt = Start };
        for (var article = 0; article < 300; article++)
        {
            var at = Start.AddHours(article);
            state = FeedRules.Apply(state, Content(article, 1) with { FirstPublishedAt = at }, belongs: true, at);
        }

        return (state, Start.AddHours(300));
    }

    private static bool Belongs(int article, int revision) => !(article % 3 == 1 && revision == 5);

    /// <summary>Revision 4 is held, 7 has expired, 8 is retracted.</summary>
    private static ArticleContent Content(int article, int revision) => new()
    {
        Id = $"a{article:0000}",
        Site = "default",
        Section = "here",
        Revision = revision,
        Stage = revision == 8 ? ArticleStage.Retracted : revision == 4 ? ArticleStage.Held : ArticleStage.Updated,
        Expired = revision == 7,
        Headline = $"제목 {revision}",
        FirstPublishedAt = Start.AddMinutes(article / 2),
        ModifiedAt = Start.AddMinutes(revision),
    };
}
