using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class FeedClientTests : IAsyncLifetime
{
    private readonly FeedServer _server = new();
    private readonly FeedClient _client =
        new(Options.Create(new FeedsOptions { TimeoutSeconds = 2, Contact = "mailto:weather@example.com" }), TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_says_who_it_is_and_what_it_has()
    {
        var modified = new DateTimeOffset(2024, 4, 26, 22, 5, 0, TimeSpan.Zero);
        _server.Answer = _ => FeedReply.Ok("body"u8.ToArray(), ("ETag", "\"two\""), ("Last-Modified", modified.ToString("R", CultureInfo.InvariantCulture)));

        var answer = await GetAsync("\"one\"", modified);

        var headers = Assert.Single(_server.Requests).Headers;
        Assert.Matches(@"^Sokbo/\S+ \(\+mailto:weather@example\.com\)$", headers["User-Agent"]);
        Assert.Equal(("\"one\"", modified.ToString("R", CultureInfo.InvariantCulture)), (headers["If-None-Match"], headers["If-Modified-Since"]));
        Assert.Equal(("body", "\"two\"", modified, null), (Encoding.ASCII.GetString(answer.Body!), answer.ETag, answer.LastModified, answer.Code));
    }

    [Theory]
    [InlineData(304, FeedAnswer.NotModified)]
    [InlineData(302, "redirect")]
    [InlineData(401, "unauthorised")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "other-status")]
    [InlineData(429, "too-many-calls")]
    [InlineData(503, "server-error")]
    public async Task A_status_is_a_code_and_nobody_is_followed(int status, string code)
    {
        _server.Answer = _ => new FeedReply(status, []) { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = $"{_server.Address}elsewhere", ["Retry-After"] = "120" } };

        var answer = await GetAsync();

        Assert.Equal((code, null, TimeSpan.FromSeconds(120)), (answer.Code, answer.Body, answer.RetryAfter));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_body_that_ends_early_or_never_begins_is_no_answer()
    {
        _server.Answer = request => request.Path == "/cut"
            ? new FeedReply(200, new byte[1000]) { CutAfter = 500 }
            : new FeedReply(200, []) { Hangs = true };

        Assert.Equal("broken-off", (await _client.GetAsync(new Uri($"{_server.Address}cut"), null, null, Cancellation)).Code);
        Assert.Equal("timed-out", (await GetAsync()).Code);
    }

    [Fact]
    public async Task A_body_is_bounded_also_after_unpacking()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[FeedBody.BytesMax + 1], Cancellation);
        }

        _server.Answer = _ => FeedReply.Ok(packed.ToArray(), ("Content-Encoding", "gzip"));

        Assert.Equal(FeedCodes.TooLarge, (await GetAsync()).Code);
    }

    [Fact]
    public async Task Nobody_there_is_a_code_too()
    {
        Assert.Equal("unreachable", (await _client.GetAsync(new Uri("http://127.0.0.1:1/"), null, null, Cancellation)).Code);
    }

    private Task<FeedAnswer> GetAsync(string? etag = null, DateTimeOffset? modified = null) =>
        _client.GetAsync(new Uri($"{_server.Address}a?authKey=secret"), etag, modified, Cancellation);
}
