using System.Globalization;
using System.Text.Json;
using CsCheck;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

[Trait("Pace", "slow")]
public sealed class LiveRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<LivePostDraft> GenDraft = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Bool, Gen.Bool, (headline, size, pinned, key) => new LivePostDraft
    {
        Headline = $"소식 {headline}",
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = new string('가', size * 3_000) }],
        Pinned = pinned,
        Key = key,
    });

    private static readonly Gen<Step[]> GenSteps = Gen.Select(
        Gen.Int[0, 20], Gen.Int[0, 40], Gen.Int[0, 40], GenDraft, (kind, post, other, draft) => new Step(kind, post, other, draft)).Array[0, 80];

    [Fact]
    public void Whatever_happens_to_posts_readers_see_exactly_what_they_may() => GenSteps.Sample(steps =>
    {
        var state = Published();
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        DateTimeOffset? began = null;
        for (var index = 0; index < steps.Length; index++)
        {
            var (before, step) = (state, steps[index]);
            var decision = Decide(before, step, index);
            state = decision.Next ?? before;
            if (decision.Next is null)
            {
                continue;
            }

            if (state.Live is { } live)
            {
                began ??= live.CoverageStart;
                Assert.Equal(began, live.CoverageStart);
                hidden.UnionWith(live.Posts.Where(post => post.Hidden).Select(post => post.Id));
                Assert.All(live.Posts.Where(post => hidden.Contains(post.Id)), post => Assert.True(post.Hidden));
            }

            Assert.True(state.Version > before.Version);
            CheckPublic(state, hidden);
            CheckChange(before, state, step, decision.Change!);
        }
    });

    [Fact]
    public void A_moved_post_stands_directly_above_the_other_or_below_all() => Gen.Select(Gen.Int[2, 12], Gen.Select(Gen.Int[0, 11], Gen.Int[-1, 11]).Array[1, 60]).Sample((count, moves) =>
    {
        var state = Published();
        for (var index = 0; index < count; index++)
        {
            state = ArticleRules.AddPost(state, Id(index), Text("소식"), Act($"add {index}"), Start.AddMinutes(index)).Next!;
        }

        var order = state.Public!.Live!.Posts.Select(post => post.Id).ToList();
        foreach (var (number, (post, above)) in moves.Index())
        {
            var (moved, other) = (Id(post % count), above < 0 ? null : Id(above % count));
            var decision = ArticleRules.MovePost(state, moved, other, Act($"move {number}"), Start.AddHours(number + 1));
            if (decision.Next is null)
            {
                // Only where it is to stand above itself, or forty others were squeezed into one place before.
                Assert.True(moved == other || decision.Verdict == ArticleVerdict.Full);
                continue;
            }

            state = decision.Next;
            order.Remove(moved);
            order.Insert(other is null ? order.Count : order.IndexOf(other), moved);
            Assert.Equal(order, state.Public!.Live!.Posts.Select(shown => shown.Id));
        }
    });

    [Fact]
    public void Every_post_is_on_exactly_one_page_and_a_hidden_one_on_none() => Gen.Select(Gen.Int[1, 120], Gen.Int[0, 119].Array[0, 20]).Sample((count, hides) =>
    {
        var state = Published();
        for (var index = 0; index < count; index++)
        {
            state = ArticleRules.AddPost(state, Id(index), Text(new string('나', index % 9 * 1_000)), Act($"add {index}"), Start.AddMinutes(index)).Next!;
        }

        foreach (var post in hides)
        {
            state = ArticleRules.HidePost(state, Id(post % count), Act($"hide {post}"), Start.AddHours(3)).Next ?? state;
        }

        var live = state.Public!.Live!;
        var seen = live.Posts.Select(post => post.Id).ToList();
        for (var next = live.Older; next.Length > 0;)
        {
            var page = LiveRules.Page(state.Live!, state.FirstPublishedAt!.Value, next)!;
            seen.AddRange(page.Posts.Select(post => post.Id));
            next = page.Older;
        }

        Assert.Equal(state.Live!.Posts.Where(post => !post.Hidden).OrderByDescending(post => post.Rank).Select(post => post.Id), seen);
        Assert.All(hides, post => Assert.Null(LiveRules.Page(state.Live, state.FirstPublishedAt!.Value, Id(post % count))));
    });

    [Fact]
    public void Limits_are_refused_and_lose_nothing()
    {
        var state = Published();
        for (var index = 0; index < LiveBlog.PostsMax; index++)
        {
            state = ArticleRules.AddPost(state, Id(index), Text("소식") with { Pinned = index < LiveBlog.PinnedMax }, Act($"add {index}"), Start.AddMinutes(index)).Next!;
        }

        var tooMany = ArticleRules.AddPost(state, "more", Text("소식"), Act("more"), Start);
        var tooPinned = ArticleRules.UpdatePost(state, Id(9), Text("소식") with { Pinned = true }, Act("pin"), Start);
        var worn = state;
        for (var revision = 0; revision < 2 * LivePostRevision.Max; revision++)
        {
            worn = ArticleRules.UpdatePost(worn, Id(9), Text($"소식 {revision}"), Act($"edit {revision}"), Start.AddDays(1)).Next ?? worn;
        }

        Assert.Equal((ArticleVerdict.Full, ArticleVerdict.Full), (tooMany.Verdict, tooPinned.Verdict));
        Assert.Equal(LivePostRevision.Max - 1, worn.Live!.Find(Id(9))!.Revision);
        Assert.True(ArticleRules.HidePost(worn, Id(9), Act("hide"), Start.AddDays(2)).Next!.Live!.Find(Id(9))!.Hidden);
    }

    /// <summary>Who takes out a picture has still shown it: every one of them hears of the retraction.</summary>
    [Fact]
    public void The_picture_beyond_the_limit_is_refused_and_none_that_was_shown_is_forgotten() => Gen.Int[0, 4].Array[600, 700].Sample(kinds =>
    {
        var state = Published();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, kind) in kinds.Index())
        {
            var (act, now, post) = (Act($"step {index}"), Start.AddMinutes(index), new LivePostDraft { Headline = "소식", Blocks = [Picture(index)] });
            var decision = kind switch
            {
                0 or 1 => ArticleRules.AddPost(state, Id(index), post, act, now),
                2 => ArticleRules.UpdatePost(state, state.Live?.Posts[^1].Id ?? "none", post, act, now),
                3 => ArticleRules.Correct(state, state.Draft with { Blocks = [Picture(index)] }, "바로잡음", act, now),
                _ => ArticleRules.Update(state, state.Draft with { Blocks = [Picture(index)] }, act, now),
            };
            Assert.Equal(shown.Count >= ArticleDraft.PicturesEverMax, decision.Verdict == ArticleVerdict.TooManyPictures);
            shown.UnionWith(decision.Next is null ? [] : [$"{index:x64}"]);
            state = decision.Next ?? state;
        }

        var known = int.Parse(shown.First(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal(ArticleVerdict.Done, ArticleRules.AddPost(state, "known", new LivePostDraft { Headline = "소식", Blocks = [Picture(known)] }, Act("known"), Start).Verdict);
        var retracted = ArticleRules.Retract(state, "취소", Act("retract"), Start.AddDays(1)).Next!;
        Assert.Equal(ArticleDraft.PicturesEverMax, shown.Count);
        Assert.Empty(shown.Select(hash => TopicName.Picture(hash).Text).Except(retracted.Pending.Select(pending => pending.Topic)));
    }, iter: 5);

    /// <summary>States of before there was a refusal know only the last ones; what their posts show is told all the same.</summary>
    [Fact]
    public void A_retraction_tells_every_picture_that_a_post_shows()
    {
        var state = ArticleRules.AddPost(Published(), "a", new LivePostDraft { Headline = "소식", Blocks = [Picture(1)] }, Act("1"), Start).Next!;

        var retracted = ArticleRules.Retract(state with { Pictures = [] }, "취소", Act("retract"), Start.AddDays(1)).Next!;

        Assert.Contains(retracted.Pending, pending => pending.Topic == $"picture/{1:x64}");
    }

    [Fact]
    public void A_post_that_is_there_already_is_not_written_twice()
    {
        var state = ArticleRules.AddPost(Published(), "a", Text("소식"), Act("1"), Start.AddMinutes(5)).Next!;

        // Its operation is no longer among those that are remembered.
        var again = ArticleRules.AddPost(state with { Operations = [] }, "a", Text("소식"), Act("1"), Start.AddHours(5));

        Assert.Equal((ArticleVerdict.Done, null), (again.Verdict, again.Next));
    }

    [Fact]
    public void Coverage_is_ended_on_the_revision_that_was_read()
    {
        var state = ArticleRules.AddPost(Published(), "a", Text("소식"), Act("1"), Start.AddMinutes(5)).Next!;

        var stale = ArticleRules.SetCoverage(state, open: false, Act("2") with { Expectation = new RevisionExpectation(state.Revision + 1) }, Start.AddMinutes(6));
        var ended = ArticleRules.SetCoverage(state, open: false, Act("2") with { Expectation = new RevisionExpectation(state.Revision) }, Start.AddMinutes(6));

        Assert.Equal((ArticleVerdict.Stale, null), (stale.Verdict, stale.Next));
        Assert.NotNull(ended.Next!.Live!.CoverageEnd);
    }

    [Fact]
    public void A_clock_that_goes_back_dates_no_post_before_the_last()
    {
        var state = ArticleRules.AddPost(Published(), "a", Text("소식"), Act("1"), Start.AddMinutes(5)).Next!;

        state = ArticleRules.AddPost(state, "b", Text("다음 소식"), Act("2"), Start.AddMinutes(1)).Next!;
        var ended = ArticleRules.SetCoverage(state, open: false, Act("3"), Start.AddMinutes(2)).Next!;

        Assert.Equal([Start.AddMinutes(5), Start.AddMinutes(5)], state.Public!.Live!.Posts.Select(post => post.PublishedAt));
        Assert.Equal(Start.AddMinutes(5), ended.Live!.CoverageEnd);
    }

    [Fact]
    public void After_the_end_of_coverage_nothing_new_comes_until_it_is_opened_again()
    {
        var state = ArticleRules.AddPost(Published(), "a", Text("소식"), Act("1"), Start.AddMinutes(5)).Next!;

        state = ArticleRules.SetCoverage(state, false, Act("2"), Start.AddMinutes(9)).Next!;
        var refused = ArticleRules.AddPost(state, "b", Text("늦은 소식"), Act("3"), Start.AddMinutes(10));
        var edited = ArticleRules.UpdatePost(state, "a", Text("고친 소식"), Act("4"), Start.AddMinutes(11)).Next!;
        var opened = ArticleRules.SetCoverage(edited, true, Act("5"), Start.AddMinutes(12)).Next!;

        Assert.Equal(ArticleVerdict.CoverageClosed, refused.Verdict);
        Assert.Equal((Start.AddMinutes(5), Start.AddMinutes(9)), (edited.Public!.Live!.CoverageStart, edited.Public.Live.CoverageEnd!.Value));
        Assert.Equal((Start.AddMinutes(5), null), (opened.Public!.Live!.CoverageStart, opened.Public.Live.CoverageEnd));
        Assert.Equal(ArticleVerdict.Done, ArticleRules.AddPost(opened, "b", Text("소식"), Act("6"), Start.AddMinutes(13)).Verdict);
    }

    [Fact]
    public void A_picture_of_a_post_is_shown_while_the_post_is_however_far_down_it_stands()
    {
        var hash = new string('a', PictureAddress.HashLength);
        var block = new ArticleBlock { Kind = BlockKind.Image, Url = $"{PictureAddress.Prefix}{hash}.jpg", Alt = "다리", Credit = "사진=가람일보" };
        var state = ArticleRules.AddPost(Published(), "picture", Text("소식") with { Blocks = [block] }, Act("1"), Start).Next!;
        for (var index = 0; index < 2 * LiveBlog.ShownMax; index++)
        {
            state = ArticleRules.AddPost(state, Id(index), Text("소식"), Act($"add {index}"), Start.AddMinutes(index)).Next!;
        }

        var hidden = ArticleRules.HidePost(state, "picture", Act("hide"), Start.AddHours(3)).Next!;

        Assert.DoesNotContain(state.Public!.Live!.Posts, post => post.Id == "picture");
        Assert.Equal([hash], state.Public.Live.Pictures);
        Assert.Empty(hidden.Public!.Live!.Pictures);
        Assert.Contains(hidden.Pending, pending => pending == new PendingAnnouncement(TopicName.Picture(hash).Text, hidden.Version));
    }

    private static void CheckPublic(ArticleState state, HashSet<string> hidden)
    {
        if (state.Public is not { IsWithheld: false } content)
        {
            Assert.Null(state.Public?.Live);
            return;
        }

        if (content.Live is not { } live)
        {
            return;
        }

        Assert.DoesNotContain(live.Posts, post => hidden.Contains(post.Id));
        Assert.DoesNotContain(live.Keys, key => hidden.Contains(key.Id));
        Assert.Equal(hidden.Order(StringComparer.Ordinal), live.Hidden.Order(StringComparer.Ordinal));
        Assert.True(live.Posts.Length <= LiveBlog.ShownMax && live.Keys.Length <= LiveBlog.KeysMax);
        Assert.True(live.Posts.Length == 1 || live.Posts.Sum(post => post.Text.TextLength) <= LiveBlog.ShownLengthMax);
        Assert.Equal(live.Posts.OrderByDescending(post => post.Text.Pinned).ThenByDescending(post => post.Rank), live.Posts);
        Assert.Equal(state.Live!.Posts.Count(post => !post.Hidden), live.Count);
        Assert.True(live.Posts.Count(post => post.Text.Pinned) <= LiveBlog.PinnedMax);
    }

    private static void CheckChange(ArticleState before, ArticleState after, Step step, TopicChange change)
    {
        if (change.Data is ArticleDelta delta)
        {
            Assert.Equal(Json((ArticleContent)before.Public!.Apply(delta)), Json(after.Public!));

            // What changed below the first posts is told too, to pages that have paged down to it.
            var below = step.Kind is >= 4 and < 11 && after.Live!.Find($"p{step.Post}") is { } post && after.Public!.Live!.Posts.All(other => other.Id != post.Id) ? post : null;
            Assert.Equal((below?.Id, below?.Revision, below?.Draft), (delta.Live?.Edited?.Id, delta.Live?.Edited?.Revision, delta.Live?.Edited?.Text));
        }
        else if (change.Kind is null)
        {
            Assert.True(before.Public is null or { IsWithheld: true });
        }

        if (step.Kind is 6 or 7 && before.Public is { IsWithheld: false })
        {
            Assert.Equal(TopicChange.Barrier, change);
        }
    }

    private static string Json(ArticleContent content) => JsonSerializer.Serialize(content);

    private static ArticleDecision Decide(ArticleState state, Step step, int index)
    {
        var act = Act($"step {index}");
        var now = Start.AddMinutes(index + 1);
        return step.Kind switch
        {
            < 4 => ArticleRules.AddPost(state, $"p{index}", step.Draft, act, now),
            < 6 => ArticleRules.UpdatePost(state, $"p{step.Post}", step.Draft, act, now),
            < 8 => ArticleRules.HidePost(state, $"p{step.Post}", act, now),
            < 11 => ArticleRules.MovePost(state, $"p{step.Post}", step.Other > 30 ? null : $"p{step.Other}", act, now),
            11 or 12 => ArticleRules.SetCoverage(state, step.Other % 2 == 0, act, now),
            13 or 14 => ArticleRules.Correct(state, state.Draft with { Headline = $"제목 {index}" }, "바로잡음", act, now),
            15 => ArticleRules.Hold(state, now.AddDays(1), "임시조치", act, now),
            16 => ArticleRules.Release(state, act, now),
            17 when step.Other == 0 => ArticleRules.Retract(state, "취소", act, now),
            _ => ArticleRules.AddPost(state, $"p{index}", step.Draft, act, now),
        };
    }

    private static ArticleState Published()
    {
        var state = ArticleRules.Create(null, "a", "default", new ArticleDraft { Section = "s", Headline = "제목" }, Act("create"), Start).Next!;
        return ArticleRules.Publish(state, null, Act("publish"), Start).Next!;
    }

    private static LivePostDraft Text(string html) => new() { Headline = "소식", Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = html }] };

    private static ArticleBlock Picture(int number) =>
        new() { Kind = BlockKind.Image, Url = $"{PictureAddress.Prefix}{number:x64}.jpg", Alt = "다리", Credit = "사진=가람일보" };

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    private static ArticleAct Act(string operation) => new() { OperationId = operation, Author = "이편집", MayChangePublished = true };

    private sealed record Step(int Kind, int Post, int Other, LivePostDraft Draft);
}
