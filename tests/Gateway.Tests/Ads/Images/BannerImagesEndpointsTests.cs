using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Sokbo.Gateway.Media.Images;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Images;

public sealed class BannerImagesEndpointsTests(AdsHost host)
{
    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_picture_is_sent_used_by_a_banner_and_served_for_ever()
    {
        var (_, stored) = await UploadAsync(Body(Pictures.Png(728, 90)));
        var (creative, body) = await AddAsync(stored.GetProperty("imageUrl").GetString()!);
        using var served = await Gateway.Client().GetAsync(stored.GetProperty("imageUrl").GetString(), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, creative.StatusCode);
        Assert.Equal((728, 90), (body.GetProperty("width").GetInt32(), body.GetProperty("height").GetInt32()));
        Assert.Equal(stored.GetProperty("imageUrl").GetString(), body.GetProperty("imageUrl").GetString());
        Assert.Equal(("image/png", "public, max-age=31536000, immutable"), (served.Content.Headers.ContentType!.MediaType, served.Headers.GetValues("Cache-Control").Single()));
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", served.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(stored.GetProperty("bytes").GetInt32(), (await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_form_is_as_good_as_a_body()
    {
        var content = Pictures.Jpeg(300, 250);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" }, { new ByteArrayContent(content), "file", "../../배너.exe" } };

        var (response, formed) = await UploadAsync(form);
        var (_, plain) = await UploadAsync(Body(content));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(plain.GetRawText(), formed.GetRawText());
    }

    [Fact]
    public async Task What_is_too_heavy_is_refused_with_an_offer_in_figures()
    {
        var (response, body) = await UploadAsync(Body(Pictures.NoisyPng(300, 250)));
        var (compressed, _) = await UploadAsync(Body(Pictures.NoisyPng(300, 250)), "?compress=true");

        Assert.Equal((422, "image-too-heavy"), ((int)response.StatusCode, body.GetProperty("code").GetString()));
        Assert.True(body.GetProperty("compressedBytes").GetInt32() <= body.GetProperty("limitBytes").GetInt32());
        Assert.True(body.GetProperty("bytes").GetInt32() > body.GetProperty("limitBytes").GetInt32());
        Assert.Equal(HttpStatusCode.Created, compressed.StatusCode);
    }

    [Fact]
    public async Task Uploads_have_an_end_and_need_a_key()
    {
        var (large, body) = await UploadAsync(Body(new byte[ImageLimits.Banner.BytesMax + 1]));
        var (empty, _) = await UploadAsync(Body([]));
        var (nothing, _) = await UploadAsync(new MultipartFormDataContent { { new StringContent("x"), "note" } });
        var (stranger, _) = await UploadAsync(Body(Pictures.Png(300, 250)), client: Gateway.Client());

        Assert.Equal((413, "body-too-large"), ((int)large.StatusCode, body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (empty.StatusCode, nothing.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Theory]
    [InlineData("https://cdn.example/banner.png")]
    [InlineData("/media/sample/bookshop.png")]
    [InlineData("/media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png")]
    public async Task A_banner_shows_nothing_that_has_not_passed_the_gate(string imageUrl)
    {
        var (response, body) = await AddAsync(imageUrl);

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal("/imageUrl", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_banner_has_the_size_of_its_picture_or_half_of_it()
    {
        var (_, stored) = await UploadAsync(Body(Pictures.Jpeg(600, 500)), "?density=2");
        var address = stored.GetProperty("imageUrl").GetString()!;

        var (half, body) = await AddAsync(address, ""","width":300,"height":250""");
        var (other, refused) = await AddAsync(address, ""","width":728,"height":90""");

        Assert.Equal((HttpStatusCode.Created, 300), (half.StatusCode, body.GetProperty("width").GetInt32()));
        Assert.Equal((422, "/width"), ((int)other.StatusCode, refused.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Theory]
    [InlineData("/media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png")]
    [InlineData("/media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.html")]
    [InlineData("/media/..%2f..%2fetc%2fpasswd")]
    public async Task There_is_nothing_else_to_be_had(string address)
    {
        using var response = await Gateway.Client().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static ByteArrayContent Body(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private async Task<(HttpResponseMessage Response, JsonElement Body)> UploadAsync(HttpContent content, string query = "", HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/creatives/images" + query) { Content = content };
        var response = await (client ?? Gateway.Client(Role.AdOps)).SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private async Task<(HttpResponseMessage Response, JsonElement Body)> AddAsync(string imageUrl, string more = "")
    {
        var ops = Gateway.Client(Role.AdOps);
        var slot = "slot-" + Guid.NewGuid().ToString("N")[..8];
        await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{slot}}","sizes":["970x250"]}""");
        var advertiser = (await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/advertisers", """{"name":"동네책방"}""")).Body.GetProperty("id").GetString();
        var campaign = (await GatewayHost.SendAsync(
            ops, HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{slot}}"]}""")).Body.GetProperty("id").GetString();
        return await GatewayHost.SendAsync(
            ops, HttpMethod.Post, "/api/v1/creatives",
            $$"""{"campaignId":"{{campaign}}","kind":"image","text":"책","landingUrl":"https://example.kr/","imageUrl":"{{imageUrl}}"{{more}}}""");
    }
}
