using CsCheck;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;
using Sokbo.Grains.Media;
using Xunit;

namespace Sokbo.Grains.Tests.Media;

public sealed class PictureRulesProperties
{
    private static readonly string Hash = new('a', PictureAddress.HashLength);
    private static readonly PictureInfo Info = new() { Url = $"/pictures/{Hash}.jpg", Width = 10, Height = 10, Frames = 1, Bytes = 100, Holder = "김사진", At = DateTimeOffset.UnixEpoch };

    private static readonly DateTimeOffset Start = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, bool> NoAnswers = [];

    /// <summary>Announcements come late, twice and in any order: it is shown exactly while the newest of what is known of any article shows it.</summary>
    [Fact]
    public void It_is_shown_while_any_article_shows_it() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 9], Gen.Int[0, 2]).Array[0, 60].Sample(steps =>
        {
            var state = new PictureState { Info = Info };
            var newest = new Dictionary<int, (int Revision, int Kind)>();
            foreach (var (article, revision, kind) in steps)
            {
                // A revision is one thing: what it was said to be first.
                if (!newest.TryGetValue(article, out var known) || known.Revision < revision)
                {
                    newest[article] = (revision, kind);
                }

                var before = state;
                state = PictureRules.Apply(state, Content($"a{article}", revision, kind));
                Assert.Equal(before.PurgeOwed || (before.IsShown && !state.IsShown), state.PurgeOwed);
            }

            return state.IsShown == newest.Values.Any(known => known.Kind == 0)
                && newest.All(entry => state.IsShownBesides($"a{entry.Key}") == newest.Any(other => other.Key != entry.Key && other.Value.Kind == 0));
        });

    [Fact]
    public void What_the_last_article_that_named_it_takes_along_is_removed_and_begins_anew_when_it_is_sent_again()
    {
        var state = PictureRules.Apply(PictureRules.Register(null, Info with { Credit = "사진" }), Content("a", 2, kind: 0));
        state = PictureRules.Apply(state, Content("b", 2, kind: 1));

        var once = PictureRules.Forget(state, "a", NoAnswers);
        var twice = PictureRules.Forget(once, "b", NoAnswers);
        var cleared = PictureRules.Clear(twice);
        var again = PictureRules.Register(cleared, Info);

        Assert.Equal((true, false, false), (state.IsShown, once.IsShown, once.Removed));
        Assert.Equal((true, false), (twice.Removed, twice.IsKept));
        Assert.Equal((false, true, ""), (cleared.Removed, cleared.Deleted, cleared.Info.Credit));
        Assert.True(again is { IsKept: true, IsShown: false });
        Assert.Equal((false, true, true), (state.PurgeOwed, once.PurgeOwed, PictureRules.Forget(once with { PurgeOwed = false }, "b", NoAnswers).PurgeOwed));
    }

    /// <summary>
    /// Articles say that they are going to name it, do so or not, are announced and erased, in any order and with any pause.
    /// It never goes while one names it or is about to, and once nobody does, nothing that has come to nothing keeps it.
    /// </summary>
    [Fact]
    public void It_goes_with_the_last_article_that_names_it_and_never_before() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 60].Sample(steps =>
        {
            var (state, now) = (PictureRules.Register(null, Info), Start);
            var articles = Enumerable.Range(0, 4).Select(number => new Story($"a{number}")).ToArray();
            foreach (var (number, step) in steps)
            {
                var story = articles[number];
                switch (step)
                {
                    case 0 when state.IsKept && !story.Erased:
                        state = PictureRules.Use(state, story.Id, now);
                        story.CallUntil = now.AddMinutes(2);
                        break;
                    case 1 when now < story.CallUntil && !story.Erased:
                        story.Named = true;
                        break;
                    case 2 when story.Named && !story.Erased:
                        state = PictureRules.Apply(state, Content(story.Id, ++story.Version, kind: number % 2));
                        break;
                    case 3 when story.Named:
                        story.Erased = story.Owes = true;
                        break;
                    case 4:
                        Forget(story);
                        break;
                    default:
                        now = now.AddMinutes(1 + (3 * number));
                        break;
                }

                Assert.False(state.Removed && articles.Any(other => !other.Erased && (other.Named || now < other.CallUntil)));
                Assert.DoesNotContain(state.Uses, use => use.Shown && articles.Any(other => other.Id == use.Article && other.Erased && !other.Owes));
            }

            now += PictureRules.PromisedFor;
            foreach (var story in articles.Concat(articles))
            {
                Forget(story);
            }

            Assert.DoesNotContain(articles, story => story.Owes);
            Assert.Equal(articles.Any(story => story.Erased) && articles.All(story => story.Erased || !story.Named), state.Removed);

            void Forget(Story story)
            {
                if (story.Owes)
                {
                    state = PictureRules.Forget(state, story.Id, NoAnswers);
                    Assert.DoesNotContain(state.Uses, use => use.Article == story.Id && use.Shown);
                    var doubted = PictureRules.InDoubt(state, story.Id, now);
                    state = PictureRules.Forget(state, story.Id, doubted.ToDictionary(id => id, id => articles.Single(other => other.Id == id) is { Named: true, Erased: false }));
                    story.Owes = state.Uses.Any(use => use.Article == story.Id);
                }
            }
        });

    [Fact]
    public void What_is_forgotten_does_not_come_back_by_an_announcement_that_was_late()
    {
        var state = PictureRules.Apply(PictureRules.Apply(new PictureState { Info = Info }, Content("a", 2, kind: 0)), Content("b", 2, kind: 0));
        state = PictureRules.Forget(state, "a", NoAnswers);

        Assert.Same(state, PictureRules.Apply(state, Content("a", 4, kind: 2) with { Stage = ArticleStage.Retracted }));
    }

    [Fact]
    public void Who_says_again_that_it_is_going_to_name_it_is_waited_for_anew_and_no_more_are_asked_than_fit()
    {
        var state = PictureRules.Apply(new PictureState { Info = Info }, Content("erased", 2, kind: 0));
        for (var number = 0; number < 2 * PictureRules.AskedMax; number++)
        {
            state = PictureRules.Use(state, $"draft{number}", Start);
        }

        var soon = PictureRules.Use(state, "draft0", Start + (PictureRules.PromisedFor / 4));
        var later = PictureRules.Use(state, "draft0", Start + (PictureRules.PromisedFor / 2));

        Assert.Same(state, soon);
        Assert.Empty(PictureRules.InDoubt(state, "erased", Start + PictureRules.PromisedFor - TimeSpan.FromTicks(1)));
        Assert.Equal(Enumerable.Range(1, PictureRules.AskedMax).Select(number => $"draft{number}"), PictureRules.InDoubt(later, "erased", Start + PictureRules.PromisedFor));
        Assert.Empty(PictureRules.InDoubt(later, "unknown", Start + PictureRules.PromisedFor));
    }

    [Fact]
    public void Uses_have_an_end_and_those_that_show_nothing_make_room_first()
    {
        var state = PictureRules.Apply(new PictureState { Info = Info }, Content("shown", 1, kind: 0));
        for (var number = 0; number <= PictureState.UsesMax; number++)
        {
            state = PictureRules.Use(state, $"draft{number}", Start);
        }

        Assert.Equal(PictureState.UsesMax, state.Uses.Length);
        Assert.True(state.IsShown);
    }

    [Theory]
    [InlineData("/pictures/{0}.jpg", true)]
    [InlineData("/pictures/{0}-480.webp", false)]
    [InlineData("/pictures/{0}.svg", false)]
    [InlineData("/pictures/../{0}.jpg", false)]
    [InlineData("https://www.example.kr/pictures/{0}.jpg", false)]
    [InlineData("/media/{0}.jpg", false)]
    public void One_address_is_that_of_a_picture(string address, bool holds)
    {
        var url = address.Replace("{0}", Hash, StringComparison.Ordinal);

        Assert.Equal(holds ? Hash : null, PictureAddress.HashOf(url));
        Assert.Null(PictureAddress.HashOf(url.ToUpperInvariant()));
    }

    /// <param name="id">Of the article.</param>
    /// <param name="revision">Its number.</param>
    /// <param name="kind">0: shows it. 1: without it. 2: withheld.</param>
    private static ArticleContent Content(string id, int revision, int kind) => new()
    {
        Id = id,
        Site = "default",
        Section = "local",
        Revision = revision,
        Stage = kind == 2 ? ArticleStage.Held : ArticleStage.Published,
        FirstPublishedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
        Blocks = kind == 0 ? [new ArticleBlock { Kind = BlockKind.Image, Url = Info.Url }] : [],
    };

    private sealed class Story(string id)
    {
        public string Id => id;

        public int Version { get; set; }

        public bool Named { get; set; }

        public bool Erased { get; set; }

        /// <summary>Whether it is still to tell the picture that it is erased.</summary>
        public bool Owes { get; set; }

        public DateTimeOffset CallUntil { get; set; }
    }
}
