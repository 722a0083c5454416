using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Sites;

public sealed class SellersTests(AdsHost host)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("google.com, pub-1234567890, DIRECT, f08c47fec0942fa0")]
    [InlineData("adfit.kakao.com,DAN-1,reseller # 카카오")]
    [InlineData("example.kr, 1, DIRECT; an extension")]
    [InlineData("# 담당: 광고국")]
    [InlineData("")]
    [InlineData("OWNERDOMAIN=example.kr")]
    [InlineData("managerdomain = example.kr, KR")]
    [InlineData("CONTACT=ads@example.kr")]
    public void A_line_of_the_format_stands(string line) => Assert.Null(AdsTxt.Problem(line));

    [Theory]
    [InlineData("google.com, pub-1", "domain of the seller")]
    [InlineData("google, pub-1, DIRECT", "host name")]
    [InlineData("https://google.com, pub-1, DIRECT", "host name")]
    [InlineData("google.com, , DIRECT", "account")]
    [InlineData("google.com, pub-1, OWNER", "DIRECT or RESELLER")]
    [InlineData("google.com, pub-1, DIRECT,", "last comma")]
    [InlineData("google.com, pub-1, DIRECT, a, b", "domain of the seller")]
    [InlineData("COLOUR=red", "COLOUR")]
    [InlineData("SUBDOMAIN=", "host name")]
    [InlineData("a\nb.example, 1, DIRECT", "one line")]
    public void Any_other_is_refused_with_what_is_wrong(string line, string word) =>
        Assert.Contains(word, AdsTxt.Problem(line), StringComparison.Ordinal);

    [Fact]
    public async Task A_site_serves_what_it_has_set_to_its_own_host_and_nothing_else()
    {
        var site = "site-" + Guid.NewGuid().ToString("N")[..8];
        var put = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/sites/{site}", $$"""
            {"name":"평택신문","hosts":["{{site}}.example"],"adsTxt":["# 광고국","google.com, pub-1, DIRECT, f08c47fec0942fa0"],
             "sellers":{"contactEmail":"ads@example.kr","sellers":[
               {"id":"1","type":"PUBLISHER","name":"평택신문","domain":"example.kr"},{"id":"2","type":"BOTH","isConfidential":true}] } }
            """);
        Assert.Equal(HttpStatusCode.Created, put.Response.StatusCode);

        var (adsTxt, text) = await UntilAsync($"{site}.example", "/ads.txt");
        var (_, json) = await UntilAsync($"{site}.example", "/sellers.json");

        Assert.Equal("text/plain; charset=utf-8", adsTxt.Content.Headers.ContentType!.ToString());
        Assert.Equal("# 광고국\ngoogle.com, pub-1, DIRECT, f08c47fec0942fa0\n", text);
        var sellers = JsonDocument.Parse(json).RootElement;
        Assert.Equal(
            """{"contact_email":"ads@example.kr","version":"1.0","sellers":[{"seller_id":"1","seller_type":"PUBLISHER","name":"평택신문","domain":"example.kr"},{"seller_id":"2","seller_type":"BOTH","is_confidential":1}]}""",
            JsonSerializer.Serialize(sellers, Readable));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("other.example", "/ads.txt")).StatusCode);
    }

    [Theory]
    [InlineData("\"adsTxt\":[\"\",\"google.com, pub-1\"]", "/adsTxt/1")]
    [InlineData("\"sellers\":{\"sellers\":[]}", "/sellers/sellers")]
    [InlineData("\"sellers\":{\"sellers\":[{\"id\":\"1\",\"type\":\"OWNER\",\"name\":\"a\",\"domain\":\"a.example\"}]}", "/sellers/sellers/0/type")]
    [InlineData("\"sellers\":{\"sellers\":[{\"id\":\"1\",\"type\":\"BOTH\",\"domain\":\"a.example\"}]}", "/sellers/sellers/0/name")]
    [InlineData("\"sellers\":{\"contactEmail\":\"nobody\",\"sellers\":[{\"id\":\"1\",\"type\":\"BOTH\",\"isConfidential\":true}]}", "/sellers/contactEmail")]
    public async Task What_is_wrong_is_named_by_its_place(string settings, string place)
    {
        var (response, body) = await GatewayHost.SendAsync(
            host.Gateway.Client(Role.Operator), HttpMethod.Put, "/api/v1/sites/site-" + Guid.NewGuid().ToString("N")[..8], $$"""{"name":"평택신문",{{settings}}}""");

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal(place, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    /// <summary>A gateway hears of a change of sites a moment later.</summary>
    private async Task<(HttpResponseMessage Response, string Text)> UntilAsync(string name, string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            var response = await GetAsync(name, path);
            if (response.IsSuccessStatusCode || attempt == 100)
            {
                Assert.True(response.IsSuccessStatusCode, $"{path} answers {response.StatusCode}.");
                return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string name, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = name } };
        return await host.Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
