using CsCheck;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Articles;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("평택시는 지난 10일 밝혔다", "평택")]
    [InlineData("평택시는 지난 10일 밝혔다", "택시는")]
    [InlineData("평택\u2024안성\u2027오산의 날씨", "평택·안성")]
    [InlineData("평택·안성", "평택\u318D안성")]
    [InlineData("평택·안성", "안성 평택")]
    [InlineData("\u1111\u1167\u11bc\u1110\u1162\u11a8시", "평택시")]
    [InlineData("평택시", "\u1111\u1167\u11bc\u1110\u1162\u11a8")]
    [InlineData("ＡＩ 반도체 2호선", "ai")]
    [InlineData("ＡＩ 반도체 2호선", "2호선")]
    [InlineData("비가 오겠다", "비")]
    [InlineData("30℃를 넘었다", "30")]
    [InlineData("大統領 담화", "統領")]
    public void Words_are_found_however_they_are_typed(string text, string query) => Assert.True(IsFound(text, query) && IsIndexed(text, query));

    [Theory]
    [InlineData("평택역 택시 승강장", "평택시")]
    [InlineData("rain in Seoul", "ai")]
    [InlineData("준비를 마쳤다", "비")]
    [InlineData("평택시", "평택 안성")]
    public void What_only_looks_alike_is_not_found(string text, string query) => Assert.False(IsFound(text, query));

    [Theory]
    [InlineData("")]
    [InlineData(" ·․‧… ")]
    [InlineData("!?\u0000")]
    public void What_has_no_letter_has_no_terms(string query) => Assert.Empty(SearchText.Terms(query));

    [Fact]
    public void Whatever_matches_is_found_by_the_index() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char['가', '각'], Gen.Char['a', 'c'], Gen.Char['0', '2'], Gen.Char[" ·\u2024"], Gen.Char['\ud83c', '\ude00']), 0, 40], Gen.Int[0, 40], Gen.Int[1, 6])
            .Sample((text, start, length) =>
            {
                var from = Math.Min(start, text.Length);
                var query = text[from..Math.Min(text.Length, from + length)];
                var terms = SearchText.Terms(query);
                return !SearchText.Matches(text, terms) || SearchText.Grams(terms).All(SearchText.Grams(text).Contains);
            });

    /// <summary>What a term is in the runs of a text, one run after the other.</summary>
    [Fact]
    public void A_text_matches_where_one_of_its_runs_does() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char['가', '나'], Gen.Char['a', 'b'], Gen.Char['A', 'B'], Gen.Char[" ·"]), 0, SearchText.TermsMax], Gen.String[Gen.OneOf(Gen.Char['가', '나'], Gen.Char['a', 'b']), 1, 3])
            .Sample((text, query) =>
            {
                var runs = SearchText.Terms(text);
                var terms = SearchText.Terms(query);
                return SearchText.Matches(text, terms) == terms.All(term => runs.Any(run => run.Joined == term.Joined && (
                    !term.Joined ? run.Text == term.Text
                    : term.Text.Length == 1 ? run.Text[0] == term.Text[0]
                    : run.Text.Contains(term.Text, StringComparison.Ordinal))));
            });

    [Theory]
    [InlineData("시\ud800 장")]
    [InlineData("시\udc00 장")]
    public void Half_a_letter_harms_nothing(string text) => Assert.True(IsFound(text, "장") && IsIndexed(text, "시 장"));

    [Fact]
    public void A_text_without_end_has_an_end_in_the_index()
    {
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)('가' + random.Next(11_172))));

        Assert.Equal(SearchText.GramsMax, SearchText.Grams(text).Count);
    }

    private static bool IsFound(string text, string query) => SearchText.Matches(text, SearchText.Terms(query));

    private static bool IsIndexed(string text, string query) => SearchText.Grams(SearchText.Terms(query)).All(SearchText.Grams(text).Contains);
}
