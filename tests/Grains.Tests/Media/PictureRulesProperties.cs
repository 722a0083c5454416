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
        var state = PictureRules.Use(PictureRules.Use(PictureRules.Register(null, Info with { Credit = "사진" }), "a"), "b");
        state = PictureRules.Apply(state, Content("a", 2, kind: 0));

        var once = PictureRules.Forget(state, "a");
        var twice = PictureRules.Forget(once, "b");
        var cleared = PictureRules.Clear(twice);
        var again = PictureRules.Register(cleared, Info);

        Assert.Equal((true, false, false), (state.IsShown, once.IsShown, once.Removed));
        Assert.Equal((true, false), (twice.Removed, twice.IsKept));
        Assert.Equal((false, true, ""), (cleared.Removed, cleared.Deleted, cleared.Info.Credit));
        Assert.True(again is { IsKept: true, IsShown: false });
        Assert.Equal((false, true, true), (state.PurgeOwed, once.PurgeOwed, PictureRules.Forget(once with { PurgeOwed = false }, "b").PurgeOwed));
    }

    [Fact]
    public void Uses_have_an_end_and_those_that_show_nothing_make_room_first()
    {
        var state = PictureRules.Apply(new PictureState { Info = Info }, Content("shown", 1, kind: 0));
        for (var number = 0; number <= PictureState.UsesMax; number++)
        {
            state = PictureRules.Use(state, $"draft{number}");
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
}
