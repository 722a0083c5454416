using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class CampaignModelEndpointsTests(AdsHost host)
{
    private const string Rules =
        """
        "priority":"sponsorship","dayparts":[{"days":["mon","fri"],"from":7,"until":9},{"from":18,"until":24}],
        "targeting":{"sections":{"include":["sports"]},"tags":{"exclude":["사고"]},"devices":{"include":["phone","tablet"]},"referrers":{"include":["naver.com"]},"keyValues":{"team":{"include":["lg"],"exclude":["kt"]}}},
        "caps":[{"count":3,"per":"day"},{"count":1,"per":"session"}],"labels":["자동차"]
        """;

    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task Rules_of_a_campaign_come_back_as_they_were_booked_and_can_be_taken_away()
    {
        var advertiser = await PrepareAsync();

        var created = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser, Rules));
        var id = created.Body.GetProperty("id").GetString();
        var read = (await SendAsync(HttpMethod.Get, $"/api/v1/campaigns/{id}")).Body;
        var cleared = await SendAsync(HttpMethod.Put, $"/api/v1/campaigns/{id}", Campaign(advertiser, "\"priority\":\"house\""), "\"1\"");

        Assert.Equal(HttpStatusCode.Created, created.Response.StatusCode);
        using var booked = JsonDocument.Parse("{" + Rules + "}");
        foreach (var rule in booked.RootElement.EnumerateObject())
        {
            Assert.True(JsonElement.DeepEquals(rule.Value, read.GetProperty(rule.Name)), $"{rule.Name}: {read.GetProperty(rule.Name).GetRawText()}");
        }

        Assert.Equal("house", cleared.Body.GetProperty("priority").GetString());
        Assert.False(cleared.Body.TryGetProperty("targeting", out _));
    }

    [Theory]
    [InlineData("\"priority\":\"first\"", "/priority")]
    [InlineData("\"dayparts\":[{\"days\":[],\"from\":1}]", "/dayparts/0/days")]
    [InlineData("\"dayparts\":[{\"from\":22,\"until\":2}]", "/dayparts/0/until")]
    [InlineData("\"targeting\":{\"devices\":{\"include\":[\"watch\"]}}", "/targeting/devices/include/0")]
    [InlineData("\"targeting\":{\"tags\":{}}", "/targeting/tags")]
    [InlineData("\"targeting\":{\"keyValues\":{\"a\":{\"include\":[\"1\"]},\"A\":{\"include\":[\"2\"]}}}", "/targeting/keyValues")]
    [InlineData("\"caps\":[{\"count\":0,\"per\":\"day\"}]", "/caps/0/count")]
    [InlineData("\"caps\":[{\"count\":1,\"per\":\"day\"},{\"count\":2,\"per\":\"day\"}]", "/caps")]
    [InlineData("\"caps\":[{\"count\":1,\"per\":\"year\"}]", "/caps/0/per")]
    [InlineData("\"labels\":[\"\"]", "/labels/0")]
    public async Task Rules_that_cannot_be_are_refused_where_they_stand(string rules, string where)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign("nobody", rules));

        Assert.Equal(422, (int)answer.Response.StatusCode);
        Assert.Contains(where, answer.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_banner_of_an_advertiser_waits_for_approval_and_does_so_again_when_what_is_seen_changes()
    {
        var advertiser = await PrepareAsync();
        var campaign = (await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser, "\"weight\":1"))).Body.GetProperty("id").GetString()!;
        using var own = await Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]);

        var made = (await GatewayHost.SendAsync(own, HttpMethod.Post, "/api/v1/creatives", Creative(campaign, "봄 세일", 1))).Body;
        var path = $"/api/v1/creatives/{made.GetProperty("id").GetString()}";
        var self = await GatewayHost.SendAsync(own, HttpMethod.Post, $"{path}/approve", ifMatch: "*");
        var blind = await SendAsync(HttpMethod.Post, $"{path}/approve");
        var approved = (await SendAsync(HttpMethod.Post, $"{path}/approve", ifMatch: "\"1\"")).Body;
        var heavier = (await GatewayHost.SendAsync(own, HttpMethod.Put, path, Creative(campaign, "봄 세일", 5), "*")).Body;
        var changed = (await GatewayHost.SendAsync(own, HttpMethod.Put, path, Creative(campaign, "여름 세일", 5), "*")).Body;
        var mute = await SendAsync(HttpMethod.Post, $"{path}/reject", """{"reason":""}""", "*");
        var rejected = (await SendAsync(HttpMethod.Post, $"{path}/reject", """{"reason":"가격이 없습니다."}""", "*")).Body;
        var staff = (await SendAsync(HttpMethod.Post, "/api/v1/creatives", Creative(campaign, "가을 세일", 1))).Body;

        Assert.Equal("pending", Approval(made));
        Assert.Equal(HttpStatusCode.Forbidden, self.Response.StatusCode);
        Assert.Equal(428, (int)blind.Response.StatusCode);
        Assert.Equal(["approved", "approved", "pending", "rejected", "approved"], new[] { approved, heavier, changed, rejected, staff }.Select(Approval));
        Assert.Equal(422, (int)mute.Response.StatusCode);
        Assert.Equal("가격이 없습니다.", rejected.GetProperty("approvalReason").GetString());
    }

    [Fact]
    public async Task A_slot_keeps_how_pages_treat_it()
    {
        var created = await SendAsync(HttpMethod.Post, "/api/v1/slots", $$"""
            {"id":"{{_slot}}","sizes":["728x90"],"position":"article-top","house":{"text":"구독하세요","landingUrl":"https://example.kr/"},"lazyDistancePercent":200,"passback":true,"floating":true}
            """);
        var changed = await SendAsync(HttpMethod.Put, $"/api/v1/slots/{_slot}", """{"sizes":["728x90"],"position":"article-top"}""", "\"1\"");
        var refused = await SendAsync(HttpMethod.Put, $"/api/v1/slots/{_slot}", """{"sizes":["728x90"],"house":{"text":"x","landingUrl":"javascript:alert(1)"}}""", "*");

        Assert.Equal(HttpStatusCode.Created, created.Response.StatusCode);
        Assert.Equal("구독하세요", created.Body.GetProperty("house").GetProperty("text").GetString());
        Assert.Equal((200, true, true), (created.Body.GetProperty("lazyDistancePercent").GetInt32(), created.Body.GetProperty("passback").GetBoolean(), created.Body.GetProperty("floating").GetBoolean()));
        Assert.Equal((2, "article-top", false), (changed.Body.GetProperty("revision").GetInt32(), changed.Body.GetProperty("position").GetString(), changed.Body.TryGetProperty("house", out _)));
        Assert.Equal(422, (int)refused.Response.StatusCode);
    }

    [Theory]
    [InlineData("\"/articles/1\"", 200)]
    [InlineData("""{"path":"/a","section":"sports","tags":["야구"],"referrer":"https://naver.com/","keyValues":{"team":"lg","level":["1","2"]},"shown":["자동차"]}""", 200)]
    [InlineData("""{"reader":"kim"}""", 400)]
    [InlineData("""{"keyValues":{"team":7}}""", 400)]
    [InlineData("""{"tags":[""]}""", 422)]
    [InlineData("7", 400)]
    public async Task A_page_is_a_path_or_says_what_it_is(string page, int status)
    {
        var answer = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", $$"""{"slots":["nowhere"],"page":{{page}}}""");

        Assert.Equal(status, (int)answer.Response.StatusCode);
    }

    private static string? Approval(JsonElement creative) => creative.GetProperty("approval").GetString();

    private static string Creative(string campaign, string text, int weight) =>
        $$"""{"campaignId":"{{campaign}}","kind":"text","text":"{{text}}","landingUrl":"https://example.kr/","weight":{{weight}}}""";

    private string Campaign(string advertiser, string rules) => $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{_slot}}"],{{rules}}}""";

    private async Task<string> PrepareAsync()
    {
        await SendAsync(HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","sizes":["728x90"]}""");
        return (await SendAsync(HttpMethod.Post, "/api/v1/advertisers", """{"name":"큐브디자인"}""")).Body.GetProperty("id").GetString()!;
    }

    private Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null) =>
        GatewayHost.SendAsync(Gateway.Client(Role.AdOps), method, path, json, ifMatch);
}
