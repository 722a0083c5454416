using System.Text;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class SurfaceAnswersTests
{
    private const string Id = "0199a1b2c3d47000800000000000abcd";

    private static readonly string Name = FeedIds.OfArticle(Id);

    [Theory]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>{name}</id></entry></feed>", true)]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='https://a.test/articles/{id}'/></entry></feed>", true)]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'><at:deleted-entry ref='{name}' when='2026-11-23T09:00:00+09:00'/></feed>", false)]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:uuid:0</id><summary>그 기사는 https://a.test/articles/{id} 에 있었다</summary></entry></feed>", false)]
    [InlineData("<rss><channel><item><guid>{name}</guid></item></channel></rss>", true)]
    [InlineData("<urlset><url><loc>https://a.test/articles/{id}</loc></url></urlset>", true)]
    [InlineData("<urlset><url><loc>https://a.test/articles/{id}0</loc></url></urlset>", false)]
    [InlineData("{\"items\":[{\"id\":\"{name}\"}]}", true)]
    [InlineData("{\"items\":[{\"url\":\"https://a.test/articles/{id}\"}]}", true)]
    [InlineData("{\"items\":[]}", false)]
    [InlineData("{\"associations\":[{\"uri\":\"{name}\",\"pubStatus\":\"canceled\"}]}", false)]
    [InlineData("{\"associations\":[{\"uri\":\"{name}\",\"pubStatus\":\"canceled\",\"headlines\":[]}]}", true)]
    public void An_entry_is_found_by_its_name_or_its_address(string feed, bool listed) =>
        Assert.Equal(listed, SurfaceAnswers.Lists(Bytes(feed.Replace("{name}", Name, StringComparison.Ordinal).Replace("{id}", Id, StringComparison.Ordinal)), Id));

    [Theory]
    [InlineData("{\"uri\":\"x\",\"pubStatus\":\"canceled\"}", true)]
    [InlineData("{\"uri\":\"x\",\"pubstatus\":\"withheld\"}", true)]
    [InlineData("{\"uri\":\"x\",\"pubStatus\":\"usable\"}", false)]
    [InlineData("{\"uri\":\"x\"}", false)]
    [InlineData("{\"uri\":\"x\",\"pubStatus\":\"canceled\",\"headlines\":[]}", false)]
    public void An_object_of_ninjs_is_withdrawn_when_it_says_so_and_has_no_text(string ninjs, bool withdrawn) =>
        Assert.Equal(withdrawn, SurfaceAnswers.IsWithdrawn(Bytes(ninjs)));

    [Fact]
    public void Words_of_others_on_a_page_and_those_of_the_tombstone_are_no_traces()
    {
        var draft = new ArticleDraft { Section = "local", Headline = "두 번 실린 기사의 제목", Summary = "오보로 밝혀진 기사의 요약" };
        var page = Bytes("<html><head><title>취소된 기사입니다</title></head><body><header>두 번 실린 기사의 제목</header><main><p>오보로 밝혀진 기사의 요약</p></main></body></html>");

        Assert.True(SurfaceTraces.AreIn(SurfaceTraces.Of(draft), SurfaceAnswers.OwnPart(page)));
        Assert.False(SurfaceTraces.AreIn(SurfaceTraces.Of(draft, "「오보로 밝혀진 기사의 요약」은 사실이 아닙니다"), SurfaceAnswers.OwnPart(page)));
        Assert.Contains("취소된", SurfaceAnswers.OwnPart(page), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
