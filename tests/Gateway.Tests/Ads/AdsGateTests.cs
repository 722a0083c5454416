using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

/// <summary>What every answer to a page has, although these calls pass by the middleware that gives it to all others.</summary>
public sealed class AdsGateTests(AdsHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_plain_JSON_of_a_known_length_that_nobody_keeps()
    {
        using var response = await SendAsync("/ads/decisions", """{"slots":["none"]}""", headers: ("Accept-Encoding", "gzip, br"));

        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal((null, (long?)body.Length), (response.Headers.TransferEncodingChunked, response.Content.Headers.ContentLength));
        Assert.Equal("unknown-slot", JsonDocument.Parse(body).RootElement.GetProperty("decisions")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("/ads/decisions", "", 400, "body-required", "There is no body.")]
    [InlineData("/ads/decisions", "null", 400, "body-required", "Send the slots")]
    [InlineData("/ads/decisions", "{\"slots\":[\"a\"],}", 400, "invalid-json", "(line 1, byte ")]
    [InlineData("/ads/decisions", "{\n\"slots\":5}", 400, "invalid-json", "(line 2, byte ")]
    [InlineData("/ads/decisions", "{}", 400, "invalid-json", "Missing: slots.")]
    [InlineData("/ads/decisions", "{\"slots\":[\"a\"],\"slot\":1}", 400, "unknown-member", "'slot' is not known here")]
    [InlineData("/ads/decisions", "{\"slots\":[]}", 422, "validation-failed", "1 to 20 ids")]
    [InlineData("/ads/events", "", 400, "body-required", "There is no body.")]
    [InlineData("/ads/events", "[{]", 400, "invalid-json", "(line 1, byte ")]
    [InlineData("/ads/events", "[{\"ticket\":\"x\",\"event\":\"seen\"}]", 400, "invalid-request", "/0/event")]
    public async Task What_cannot_be_read_is_a_problem_that_says_what_and_where(string path, string body, int status, string code, string words)
    {
        using var response = await SendAsync(path, body);

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(code, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
        Assert.Contains(words, JsonDocument.Parse(text).RootElement.ToString().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ads/decisions", 16, false)]
    [InlineData("/ads/decisions", 16, true)]
    [InlineData("/ads/events", 64, false)]
    [InlineData("/ads/events", 64, true)]
    public async Task A_body_is_taken_up_to_its_limit_whether_it_says_how_long_it_is_or_not(string path, int kilobytes, bool chunked)
    {
        // What stands between chunks counts too.
        var within = new string(' ', (kilobytes * 1024) - (chunked ? 64 : 2)) + "[]";
        using var full = await SendAsync(path, within, chunked: chunked);
        using var over = await SendAsync(path, (chunked ? new string(' ', 64) : " ") + within, chunked: chunked);

        Assert.Equal(HttpStatusCode.BadRequest, full.StatusCode);
        Assert.Equal((413, "body-too-large"), ((int)over.StatusCode, await CodeAsync(over)));
    }

    [Theory]
    [InlineData("POST", "/ads/decisions", "text/plain", 415, "unsupported-media-type")]
    [InlineData("POST", "/ads/events", "application/xml", 415, "unsupported-media-type")]
    [InlineData("PUT", "/ads/decisions", "application/json", 405, "method-not-allowed")]
    [InlineData("PUT", "/ads/events", "application/json", 405, "method-not-allowed")]
    public async Task What_is_asked_in_another_way_is_a_problem_too(string method, string path, string type, int status, string code)
    {
        using var response = await SendAsync(path, "{}", type, method);

        Assert.Equal((status, code), ((int)response.StatusCode, await CodeAsync(response)));
    }

    [Fact]
    public async Task Nobody_from_elsewhere_is_let_in_without_a_site_that_names_it()
    {
        using var asked = await SendAsync("/ads/decisions", """{"slots":["none"]}""", headers: ("Origin", "https://stranger.kr"));
        using var preflight = await SendAsync(
            "/ads/events", null, method: "OPTIONS", headers: [("Origin", "https://stranger.kr"), ("Access-Control-Request-Method", "POST")]);
        using var own = await SendAsync("/ads/decisions", """{"slots":["none"]}""", headers: ("Origin", host.Gateway.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.OK], [asked.StatusCode, preflight.StatusCode, own.StatusCode]);
        Assert.All([asked, preflight, own], response => Assert.False(response.Headers.Contains("Access-Control-Allow-Origin")));
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("code").GetString();

    private async Task<HttpResponseMessage> SendAsync(
        string path, string? body, string type = "application/json", string method = "POST", bool chunked = false, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TransferEncodingChunked = chunked;
        return await host.Gateway.Client().SendAsync(request, Cancellation);
    }
}
