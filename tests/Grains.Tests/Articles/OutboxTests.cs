using System.Diagnostics;
using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>
/// An article goes through its life while at each step each of the writes that follow is lost, or done without an answer,
/// and while every activation that takes part dies. Whatever fails, each surface ends where the article ends, and on the way
/// it never goes back.
/// </summary>
[Trait("Pace", "slow")]
public sealed class OutboxTests(ScheduleCluster cluster) : IClassFixture<ScheduleCluster>
{
    private static readonly string[] Acts = ["publish", "update", "hold", "release", "correct", "retract"];

    private GrainCluster Grains => cluster.Grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("publish")]
    [InlineData("update")]
    [InlineData("hold")]
    [InlineData("release")]
    [InlineData("correct")]
    [InlineData("retract")]
    public Task No_write_that_fails_loses_or_repeats_an_effect(string failing) => Task.WhenAll(
        from fault in new[] { StoreFault.NotWritten, StoreFault.WrittenButUnknown }
        from place in Enumerable.Range(0, 7)
        select LiveAsync(failing, life => FailAsync(life, place, fault)));

    [Theory]
    [InlineData("publish")]
    [InlineData("update")]
    [InlineData("hold")]
    [InlineData("release")]
    [InlineData("correct")]
    [InlineData("retract")]
    public Task No_activation_that_dies_loses_or_repeats_an_effect(string dying) =>
        Task.WhenAll(Enumerable.Range(0, 7).Select(place => LiveAsync(dying, life => DieAsync(life, place))));

    [Fact]
    public async Task A_place_that_hangs_keeps_a_retraction_from_no_other()
    {
        var life = await BeginAsync();
        await DoAsync(life, "publish", 0);
        await SettleAsync(life, 0);
        var hanging = cluster.Places.Hang(TopicName.Feed(life.Site).Owner);

        await DoAsync(life, "update", 1);
        await hanging.Told.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await life.Article.Retract("사실과 다름", Act(), Cancellation);

        await GoneAsync(life, [.. life.Owners.Skip(1).Where(owner => owner != TopicName.Feed(life.Site))]);
        hanging.LetGo();
        await GoneAsync(life, [TopicName.Feed(life.Site)]);

        // It was asked about what came while it hung, and nobody had to remind the article.
        await Eventually.TrueAsync(() => hanging.Calls > 1);
    }

    [Fact]
    public async Task A_place_that_fails_is_told_again_by_the_clock()
    {
        var life = await BeginAsync();
        Grains.Store.FailNextWrite(TopicName.Feed(life.Site).Owner, StoreFault.NotWritten);

        await DoAsync(life, "publish", 0);

        await SettleAsync(life, 0, reminds: false);
    }

    /// <summary>Long enough for a busy machine, and shorter than a place is waited for.</summary>
    private async Task GoneAsync(Life life, TopicName[] surfaces)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await Task.WhenAll(surfaces.Select(surface => RevisionAsync(life, surface)))).Any(revision => revision is not null))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "A surface still shows what was retracted.");
            await Task.Delay(20, Cancellation);
        }
    }

    private static Task FailAsync(Life life, int place, StoreFault fault)
    {
        FailNextWrite(life, place, fault);
        return Task.CompletedTask;
    }

    private static void FailNextWrite(Life life, int place, StoreFault fault)
    {
        if (life.Places[place] == life.Archive)
        {
            life.Cluster.Archives.FailNextWrite(life.Site, fault);
        }
        else
        {
            life.Cluster.Store.FailNextWrite(life.Places[place].Owner, fault);
        }
    }

    /// <summary>The surface is killed before it hears, and the article once it has spoken.</summary>
    private static async Task DieAsync(Life life, int place)
    {
        FailNextWrite(life, place == 0 ? 1 : place, StoreFault.NotWritten);
        await KillAsync(life, life.Places[place]);
        life.Dies = true;
    }

    private static async Task KillAsync(Life life, TopicName owner) =>
        await life.Cluster.Client.GetGrain<ITopicGrain>(owner.Owner).AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    private async Task LiveAsync(string sabotaged, Func<Life, Task> sabotage)
    {
        var life = await BeginAsync();
        foreach (var (index, name) in Acts.Index())
        {
            var before = await PositionsAsync(life);
            if (name == sabotaged)
            {
                await sabotage(life);
            }

            await DoAsync(life, name, index);
            if (life.Dies)
            {
                life.Dies = false;
                await KillAsync(life, life.Owners[0]);
            }

            await SettleAsync(life, index);

            // Once, whatever was repeated: each surface is one update further.
            Assert.Equal(before.Select(position => position with { Seq = position.Seq + 1 }), await PositionsAsync(life));
        }
    }

    private async Task<Life> BeginAsync()
    {
        var life = new Life(Grains, Guid.CreateVersion7().ToString("N"), "s" + Guid.NewGuid().ToString("N")[..12]);
        foreach (var surface in life.Owners.Skip(1))
        {
            await Grains.Client.GetGrain<IArticleSurfaceGrain>(surface.Owner).Ensure(Cancellation);
        }

        await life.Article.Create(life.Site, Draft(0), Act(), Cancellation);
        return life;
    }

    /// <summary>As a client does: the same act with the same operation id until it is answered.</summary>
    private static async Task DoAsync(Life life, string name, int index)
    {
        var act = Act();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var outcome = name switch
                {
                    "publish" => await life.Article.Publish(act, Cancellation),
                    "update" => await life.Article.Update(Draft(index), act, Cancellation),
                    "hold" => await life.Article.Hold(life.Cluster.Time.GetUtcNow().AddDays(30), "", act, Cancellation),
                    "release" => await life.Article.Release(act, Cancellation),
                    "correct" => await life.Article.Correct(Draft(index), "정정", act, Cancellation),
                    _ => await life.Article.Retract("사실과 다름", act, Cancellation),
                };
                Assert.Equal((ArticleVerdict.Done, index + 2), (outcome.Verdict, outcome.Article!.Revision));
                return;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException && attempt < 5)
            {
                await Task.Delay(20, Cancellation);
            }
        }
    }

    /// <summary>Lets timers run, and plays the reminder, until every surface shows what the article now is.</summary>
    private async Task SettleAsync(Life life, int index, bool reminds = true)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await AreSettledAsync(life, index))
            {
                return;
            }

            Grains.Time.Advance(TimeSpan.FromMilliseconds(500));
            if (reminds && attempt % 10 == 9)
            {
                await life.Article.AsReference<IRemindable>().ReceiveReminder("announce", default);
            }

            await Task.Delay(20, Cancellation);
        }

        Assert.Fail($"The surfaces did not follow '{Acts[index]}'.");
    }

    private async Task<bool> AreSettledAsync(Life life, int index)
    {
        var shown = Acts[index] is not ("hold" or "retract");
        var settled = true;
        foreach (var surface in life.Owners.Skip(1))
        {
            var revision = await RevisionAsync(life, surface);

            // On the way it shows the revision before or this one, and nothing older.
            var former = index == 0 || Acts[index - 1] == "hold" ? null : (int?)(index + 1);
            Assert.True(revision == former || revision == (shown ? index + 2 : null), $"{surface} shows revision {revision} at '{Acts[index]}'.");
            settled &= revision == (shown ? index + 2 : null);
        }

        // By the word that only its text of now has.
        var word = Acts[index] switch { "publish" => "제목0", "correct" or "retract" => "제목4", _ => "제목1" };
        var found = await Grains.Client.GetGrain<IArchiveGrain>(life.Site).Find(SearchText.Grams(SearchText.Terms(word)), null, 10, Cancellation);
        return settled && found.Ids.Length == (shown ? 1 : 0);
    }

    /// <summary>Of the article, where the surface shows it.</summary>
    private async Task<int?> RevisionAsync(Life life, TopicName surface) =>
        (await Grains.Client.GetGrain<ITopicGrain>(surface.Owner).Pull(surface.Text, new Position("", 0), Cancellation)).State switch
        {
            ArticleList list => list.Cards.SingleOrDefault(card => card.Id == life.Id)?.Revision,
            ArticleFeed feed => feed.Entries.SingleOrDefault(entry => entry.Id == life.Id)?.Revision,
            BreakingBand band => band.Items.SingleOrDefault(item => item.ArticleId == life.Id)?.Revision,
            _ => null,
        };

    private async Task<Position[]> PositionsAsync(Life life) => await Task.WhenAll(life.Owners.Skip(1).Select(async surface =>
        (await Grains.Client.GetGrain<ITopicGrain>(surface.Owner).Pull(surface.Text, new Position("", 0), Cancellation)).Position));

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static ArticleDraft Draft(int number) => new() { Section = "local", Headline = $"제목{number}", Breaking = true };

    private sealed class Life(GrainCluster cluster, string id, string site)
    {
        public GrainCluster Cluster => cluster;

        public string Id => id;

        public string Site => site;

        public TopicName Archive => TopicName.Archive(site);

        /// <summary>Whatever a revision is written to.</summary>
        public TopicName[] Places => [.. Owners, Archive];

        public bool Dies { get; set; }

        public IArticleGrain Article => cluster.Client.GetGrain<IArticleGrain>(id);

        /// <summary>The article, then its surfaces.</summary>
        public TopicName[] Owners { get; } =
            [TopicName.Article(id), TopicName.Front(site), TopicName.Section(site, "local"), TopicName.Breaking(site), TopicName.Feed(site), TopicName.Feed(site, "local")];
    }
}
