using System.Collections.Immutable;
using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;
using Sokbo.Grains.Media;
using Sokbo.Grains.Tests.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Media;

/// <summary>What articles tell the pictures in them, and the archive of their site.</summary>
public sealed class PictureGrainTests(ScheduleCluster cluster) : IClassFixture<ScheduleCluster>
{
    private readonly string _site = "s" + Guid.NewGuid().ToString("N")[..12];
    private readonly string _hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Guid.NewGuid().ToByteArray()));

    private GrainCluster Grains => cluster.Grains;

    private IPictureGrain Picture => Grains.Client.GetGrain<IPictureGrain>(_hash);

    private IPicturePurgesGrain Purges => Grains.Client.GetGrain<IPicturePurgesGrain>(TopicName.Purges.Owner);

    private IArchiveGrain Archive => Grains.Client.GetGrain<IArchiveGrain>(TopicName.Archive(_site).Owner);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_goes_with_the_last_article_that_shows_it()
    {
        await Picture.Register(Info(), Cancellation);
        var (first, second) = (await PublishAsync("첫 기사"), await PublishAsync("둘째 기사"));
        await UntilAsync(state => state.IsShown && state.IsShownBesides(first.GetPrimaryKeyString()));

        await first.Retract("사실과 다름", Act(), Cancellation);
        await UntilAsync(state => state.IsShown && !state.IsShownBesides(second.GetPrimaryKeyString()));
        await second.Hold(Grains.Time.GetUtcNow().AddDays(1), "확인 중", Act(), Cancellation);
        await UntilAsync(state => !state.IsShown && state.WasShown);
        await second.Release(Act(), Cancellation);
        await UntilAsync(state => state.IsShown);
    }

    [Fact]
    public async Task Whatever_act_takes_a_picture_away_caches_are_told_of_it()
    {
        await Picture.Register(Info(), Cancellation);
        var article = await PublishAsync("사진을 바꿀 기사");
        await UntilAsync(state => state.IsShown);
        Assert.Null(await OwedAsync());

        var without = Draft("사진을 바꿀 기사") with { Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }] };
        await article.Correct(without, "사진의 인물이 다릅니다", Act(), Cancellation);
        await UntilAsync(state => state is { IsShown: false, PurgeOwed: false });

        Assert.Equal([Info().Url, PictureAddress.Smaller(_hash, 480), PictureAddress.Smaller(_hash, 960)], (await OwedAsync())!.Urls);
        var taken = (await Purges.Take(Cancellation)).Single(purge => purge.Url == Info().Url);
        Assert.DoesNotContain(await Purges.Take(Cancellation), purge => purge.Url == Info().Url);
        await Purges.Confirm([taken], Cancellation);
        Assert.Equal(1, (await OwedAsync())!.Told);
    }

    [Fact]
    public async Task Erasing_takes_the_pictures_along_that_nobody_else_names()
    {
        await Picture.Register(Info(), Cancellation);
        var article = await PublishAsync("지울 기사");
        await UntilAsync(state => state.IsShown);

        await EraseAsync(article);

        await UntilAsync(state => state.Removed);
        Assert.NotNull(await OwedAsync());
        Assert.Null(await Picture.Read(Cancellation));
        Assert.Null(await Picture.Register(Info(), Cancellation));
        var removals = Grains.Client.GetGrain<IPictureRemovalsGrain>(TopicName.Removals.Owner);
        var listed = (PictureRemovals)(await removals.Pull("removals", new Position("", 0), Cancellation)).State!;
        Assert.Contains(listed.Pictures, picture => picture.Hash == _hash);

        // One gateway deletes; another one only where that one was not heard of again.
        Assert.Equal([PictureRemoval.Yours, PictureRemoval.Taken], new[] { await Picture.TakeRemoval(Cancellation), await Picture.TakeRemoval(Cancellation) });
        Grains.Time.Advance(2 * TimeSpan.FromSeconds(PictureRemovals.TurnSeconds));
        Assert.Equal(PictureRemoval.Yours, await Picture.TakeRemoval(Cancellation));
        for (var gateway = 0; gateway < 2; gateway++)
        {
            await Picture.Clear(Cancellation);
            await removals.Confirm(_hash, Cancellation);
        }

        listed = (PictureRemovals)(await removals.Pull("removals", new Position("", 0), Cancellation)).State!;
        Assert.DoesNotContain(listed.Pictures, picture => picture.Hash == _hash);
        Assert.Equal(PictureRemoval.None, await Picture.TakeRemoval(Cancellation));
        Assert.NotNull(await Picture.Register(Info(), Cancellation));
        Assert.Equal(PictureRemoval.None, await Picture.TakeRemoval(Cancellation));
    }

    /// <summary>What was refused leaves a promise behind that nobody keeps.</summary>
    [Fact]
    public async Task An_article_that_never_came_to_name_it_keeps_no_picture()
    {
        await Picture.Register(Info(), Cancellation);
        await Picture.Use("never-written", Cancellation);
        var other = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        await other.Create(_site, new ArticleDraft { Section = "local", Headline = "사진 없이" }, Act(), Cancellation);
        await Picture.Use(other.GetPrimaryKeyString(), Cancellation);
        var article = await PublishAsync("지울 기사");
        await UntilAsync(state => state.IsShown);

        await EraseAsync(article);

        // Either may still be about to name it.
        await UntilAsync(state => state is { IsShown: false, Removed: false, Uses.Length: 3 });
        await UntilAsync(state => state.Removed, PictureRules.PromisedFor);
        Assert.Null(await Picture.Use(other.GetPrimaryKeyString(), Cancellation));
    }

    [Fact]
    public async Task A_draft_keeps_the_picture_that_it_names_or_has_named()
    {
        await Picture.Register(Info(), Cancellation);
        var draft = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        await Picture.Use(draft.GetPrimaryKeyString(), Cancellation);
        await draft.Create(_site, Draft("아직 초안"), Act(), Cancellation);
        await draft.Update(Draft("아직 초안") with { Blocks = [] }, Act(), Cancellation);
        var article = await PublishAsync("지울 기사");
        await UntilAsync(state => state.IsShown);
        Assert.Equal((true, false), (await draft.HasHad(_hash, Cancellation), await draft.HasHad(new string('0', 64), Cancellation)));

        await EraseAsync(article);

        await UntilAsync(state => state is { Removed: false, Uses: [{ Revision: 0 }] }, PictureRules.PromisedFor);

        await EraseAsync(draft);
        await UntilAsync(state => state.Removed);
        Assert.False(await draft.HasHad(_hash, Cancellation));
    }

    [Fact]
    public async Task Pictures_that_have_to_wait_keep_none_behind_them_public()
    {
        var hashes = Enumerable.Range(0, 70).Select(_ => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Guid.NewGuid().ToByteArray()))).Append(_hash).ToArray();
        foreach (var hash in hashes)
        {
            var picture = Grains.Client.GetGrain<IPictureGrain>(hash);
            await picture.Register(Info() with { Url = $"/pictures/{hash}.jpg" }, Cancellation);
            await picture.Use("never-written", Cancellation);
        }

        var article = await PublishAsync("사진이 많은 기사", [.. hashes.Select(hash => $"/pictures/{hash}.jpg")]);
        await UntilAsync(state => state.IsShown);

        await EraseAsync(article);

        await UntilAsync(state => state is { IsShown: false, Uses.Length: 2 });
    }

    [Fact]
    public async Task What_is_public_says_what_a_picture_shows_and_whose_it_is()
    {
        await Picture.Register(Info(), Cancellation);
        var article = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        var nameless = Draft("제목") with { Blocks = [new ArticleBlock { Kind = BlockKind.Image, Url = Info().Url, Alt = "시청 앞" }] };
        await article.Create(_site, nameless, Act(), Cancellation);

        var refused = await article.Publish(Act(), Cancellation);
        var later = await article.Schedule(Grains.Time.GetUtcNow().AddDays(1), Act(), Cancellation);
        await article.Update(Draft("제목"), Act(), Cancellation);
        var published = await article.Publish(Act(), Cancellation);
        var worse = await article.Update(nameless, Act(), Cancellation);
        var corrected = await article.Correct(nameless, "고침", Act(), Cancellation);

        Assert.Equal(
            [ArticleVerdict.PicturesIncomplete, ArticleVerdict.PicturesIncomplete, ArticleVerdict.Done, ArticleVerdict.PicturesIncomplete, ArticleVerdict.PicturesIncomplete],
            new[] { refused, later, published, worse, corrected }.Select(outcome => outcome.Verdict));
    }

    [Fact]
    public async Task The_archive_finds_what_is_public_also_after_it_came_up_anew()
    {
        await Picture.Register(Info(), Cancellation);
        var kept = await PublishAsync("평택시 봄꽃 축제");
        var gone = await PublishAsync("평택시 봄꽃 장터");
        await UntilFoundAsync("봄꽃", kept, gone);

        await gone.Retract("사실과 다름", Act(), Cancellation);
        await UntilFoundAsync("봄꽃", kept);
        await kept.Update(Draft("평택시 가을 축제"), Act(), Cancellation);
        await UntilFoundAsync("봄꽃");
        await Archive.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await UntilFoundAsync("가을 평택", kept);

        await kept.AddPost("post", new LivePostDraft { Headline = "다리 통제", Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "우회로 안내" }] }, Act(), Cancellation);
        await kept.AddPost("other", new LivePostDraft { Headline = "이어지는 소식" }, Act(), Cancellation);
        await UntilFoundAsync("통제 우회로 이어지는", kept);
        await kept.HidePost("post", Act(), Cancellation);
        await UntilFoundAsync("우회로");

        var all = await Archive.List(null, 1, Cancellation);
        var rest = await Archive.List(all.Next, 10, Cancellation);
        Assert.Equal([kept.GetPrimaryKeyString(), gone.GetPrimaryKeyString()], all.Ids.Concat(rest.Ids));
        Assert.Null(rest.Next);
    }

    private async Task<PicturePurge?> OwedAsync() =>
        ((await Purges.Pull("purges", new Position("", 0), Cancellation)).State as PicturePurges)?.Pictures.SingleOrDefault(purge => purge.Url == Info().Url);

    private async Task UntilFoundAsync(string query, params IArticleGrain[] articles)
    {
        var expected = articles.Select(article => article.GetPrimaryKeyString()).Order(StringComparer.Ordinal).ToArray();
        var grams = SearchText.Grams(SearchText.Terms(query));
        string[] found = [];
        for (var attempt = 0; attempt < 400; attempt++)
        {
            found = [.. (await Archive.Find(grams, null, 10, Cancellation)).Ids.Order(StringComparer.Ordinal)];
            if (found.SequenceEqual(expected))
            {
                return;
            }

            await Task.Delay(25, Cancellation);
        }

        Assert.Equal(expected, found);
    }

    private static async Task EraseAsync(IArticleGrain article)
    {
        await article.RemoveText(Act("김편집"), Cancellation);
        await article.RemoveText(Act("이편집"), Cancellation);
    }

    /// <param name="holds">Of the picture.</param>
    /// <param name="later">Advances the clock, and then by what the outbox waits between two attempts.</param>
    private async Task UntilAsync(Func<PictureState, bool> holds, TimeSpan later = default)
    {
        PictureState? state = null;
        Grains.Time.Advance(later);
        for (var attempt = 0; attempt < 400; attempt++)
        {
            state = (await Picture.Pull($"picture/{_hash}", new Position("", 0), Cancellation)).State as PictureState;
            if (state is not null && holds(state))
            {
                return;
            }

            Grains.Time.Advance(later == default ? later : TimeSpan.FromSeconds(1));
            await Task.Delay(25, Cancellation);
        }

        Assert.Fail($"It did not come true within ten seconds: {state}");
    }

    private async Task<IArticleGrain> PublishAsync(string headline, params string[] urls)
    {
        var article = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        await Picture.Use(article.GetPrimaryKeyString(), Cancellation);
        var draft = Draft(headline);
        await article.Create(_site, urls.Length == 0 ? draft : draft with { Blocks = [.. urls.Select(url => draft.Blocks[0] with { Url = url })] }, Act(), Cancellation);
        var outcome = await article.Publish(Act(), Cancellation);
        Assert.Equal(ArticleVerdict.Done, outcome.Verdict);
        return article;
    }

    private ArticleDraft Draft(string headline) => new()
    {
        Section = "local",
        Headline = headline,
        Blocks = [new ArticleBlock { Kind = BlockKind.Image, Url = Info().Url, Alt = "시청 앞", Credit = "사진=가람일보" }],
    };

    private PictureInfo Info() => new()
    {
        Url = $"/pictures/{_hash}.jpg",
        Width = 1_200,
        Height = 800,
        Frames = 1,
        Bytes = 1_000,
        Widths = ImmutableArray.Create(480, 960),
        Holder = "김사진",
        At = DateTimeOffset.UnixEpoch,
    };

    private static ArticleAct Act(string author = "김편집") => new() { OperationId = Guid.NewGuid().ToString("N"), Author = author, MayChangePublished = true };
}
