using Microsoft.AspNetCore.Http;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>What proves to this gateway that a client has a document.</summary>
public sealed class FeedDocumentTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 23, 0, 0, 10, 200, TimeSpan.Zero);
    private static readonly DateTimeOffset Written = Changed.AddMilliseconds(100);
    private static readonly DateTimeOffset Given = new(2026, 11, 23, 0, 0, 11, TimeSpan.Zero);

    [Fact]
    public async Task A_date_is_neither_given_nor_taken_while_it_could_be_that_of_another_document()
    {
        var young = await SendAsync(Document(Changed), Written.AddSeconds(2.9), since: Given.AddHours(1));
        var settled = await SendAsync(Document(Changed), Written.AddSeconds(3), since: null);

        Assert.Equal((200, 0), (young.Response.StatusCode, young.Response.Headers.LastModified.Count));
        Assert.Equal((200, "Mon, 23 Nov 2026 00:00:11 GMT"), (settled.Response.StatusCode, settled.Response.Headers.LastModified.ToString()));
        Assert.Equal(young.Response.Headers.ETag, settled.Response.Headers.ETag);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 304)]
    [InlineData(1, 304)]
    public async Task A_client_with_the_date_or_a_later_one_has_it(int seconds, int status) =>
        Assert.Equal(status, (await SendAsync(Document(Changed), Written.AddSeconds(3), Given.AddSeconds(seconds))).Response.StatusCode);

    /// <summary>What it is written from is often sent anew as it was.</summary>
    [Fact]
    public void A_document_that_is_written_again_as_it_was_keeps_its_date()
    {
        var cache = new FeedCache();
        var first = cache.Get("key", ["a"], () => Document(Changed));

        Assert.Same(first, cache.Get("key", ["b"], () => new FeedDocument("본문"u8.ToArray(), "text/plain", Changed, Written.AddHours(1))));
        Assert.NotSame(first, cache.Get("key", ["c"], () => new FeedDocument("다른 본문"u8.ToArray(), "text/plain", Changed, Written.AddHours(1))));
    }

    /// <summary>Who has what came in between has its date, and is to learn that it is over.</summary>
    [Fact]
    public void A_document_that_has_become_what_it_was_is_dated_anew()
    {
        var cache = new FeedCache();
        cache.Get("key", ["a"], () => Document(Changed));

        var again = cache.Get("key", ["c"], () => Document(Changed.AddMinutes(2)));

        Assert.Equal(Given.AddMinutes(2), again.DateAt(Given.AddDays(1)));
    }

    /// <summary>Published at .2, asked for at .3, retracted at .9: by the date alone they are the same.</summary>
    [Fact]
    public async Task What_is_withheld_is_proved_by_its_tag_alone()
    {
        var site = new SiteInfo { Id = "default", Revision = 1, Name = "가람일보" };
        var shown = Ninjs.Document(Article(ArticleStage.Published), site, "https://news.example.kr", old: false, Written);
        var retracted = Ninjs.Document(Article(ArticleStage.Retracted), site, "https://news.example.kr", old: false, Written);

        Assert.Equal(304, (await SendAsync(shown, Changed.AddDays(1), Given)).Response.StatusCode);
        Assert.Equal(200, (await SendAsync(retracted, Changed.AddDays(1), Given.AddHours(1))).Response.StatusCode);
    }

    [Fact]
    public void An_article_is_no_older_than_what_its_site_says_of_itself()
    {
        var site = new SiteInfo { Id = "default", Revision = 2, Name = "새 이름", ChangedAt = Changed.AddHours(1) };

        var document = Ninjs.Document(Article(ArticleStage.Published), site, "https://news.example.kr", old: false, Written);

        Assert.Equal(Given.AddHours(1), document.DateAt(Given.AddDays(1)));
    }

    private static FeedDocument Document(DateTimeOffset changed) => new("본문"u8.ToArray(), "text/plain", changed, Written);

    private static ArticleContent Article(ArticleStage stage) => new()
    {
        Id = "a1",
        Site = "default",
        Section = "local",
        Revision = (int)stage,
        Stage = stage,
        Headline = "제목",
        FirstPublishedAt = Changed,
        ModifiedAt = Changed,
    };

    private static async Task<HttpContext> SendAsync(FeedDocument document, DateTimeOffset now, DateTimeOffset? since)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.GetTypedHeaders().IfModifiedSince = since;
        await document.SendAsync(context, now);
        return context;
    }
}
