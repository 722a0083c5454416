using CsCheck;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Delivery;

public sealed class TopicNameTests
{
    [Theory]
    [InlineData("article/0199a", TopicKind.Article, "article/0199a", TopicClass.Every, TopicAudience.Public)]
    [InlineData("front/default", TopicKind.Front, "front/default", TopicClass.Every, TopicAudience.Public)]
    [InlineData("section/default/local", TopicKind.Section, "section/default/local", TopicClass.Every, TopicAudience.Public)]
    [InlineData("slot/default/article-bottom", TopicKind.Slot, "slot/default/article-bottom", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("weather/ticker", TopicKind.Ticker, "ticker/default", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("weather/ticker/capital", TopicKind.RegionTicker, "ticker/default", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("weather/warnings/jeju", TopicKind.Warnings, "warnings/jeju", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("weather/station/108", TopicKind.Station, "station/108", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("catalogue/default", TopicKind.Catalogue, "catalogue/default", TopicClass.Latest, TopicAudience.Cluster)]
    [InlineData("readers/article/0199a", TopicKind.Readers, "readers/article/0199a", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("readers/weather/ticker", TopicKind.Readers, "readers/weather/ticker", TopicClass.Latest, TopicAudience.Public)]
    [InlineData("access", TopicKind.Access, "access/default", TopicClass.Latest, TopicAudience.Cluster)]
    public void A_name_tells_its_kind_owner_class_and_audience(
        string text, TopicKind kind, string owner, TopicClass topicClass, TopicAudience audience)
    {
        Assert.True(TopicName.TryParse(text, out var name));
        Assert.Equal((kind, owner, topicClass, audience), (name.Kind, name.Owner.ToString(), name.Class, name.Audience));
        Assert.Equal(text, name.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("article")]
    [InlineData("article/")]
    [InlineData("article/a/b")]
    [InlineData("article/a b")]
    [InlineData("article/../access")]
    [InlineData("article/.hidden")]
    [InlineData("section/default")]
    [InlineData("weather/ticker/")]
    [InlineData("weather/ticker/atlantis")]
    [InlineData("readers/weather/ticker/capital")]
    [InlineData("Access")]
    [InlineData("unheard/of")]
    [InlineData("readers/access")]
    [InlineData("readers/catalogue/default")]
    [InlineData("readers/readers/article/a")]
    [InlineData("readers")]
    public void What_names_no_topic_does_not_parse(string? text) => Assert.False(TopicName.TryParse(text, out _));

    [Fact]
    public void An_identifier_is_bounded()
    {
        Assert.True(TopicName.TryParse($"article/{new string('a', Identifier.LengthMax)}", out _));
        Assert.False(TopicName.TryParse($"article/{new string('a', Identifier.LengthMax + 1)}", out _));
    }

    [Fact]
    public void Any_text_either_parses_to_itself_or_not_at_all() => Gen.String.Sample(text =>
        Assert.True(!TopicName.TryParse(text, out var name) || name.Text == text));

    [Fact]
    public void A_name_made_from_bad_identifiers_is_an_error() => Assert.Throws<ArgumentException>(() => TopicName.Section("default", "a/b"));

    [Fact]
    public void Made_and_parsed_names_are_equal()
    {
        Assert.True(TopicName.TryParse("section/default/local", out var parsed));
        Assert.Equal(parsed.Owner, TopicName.Section("default", "local").Owner);
        Assert.Equal(parsed.Text, TopicName.Section("default", "local").Text);
    }
}
