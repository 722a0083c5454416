using System.Text.Json;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class ShareTests(Chromium chromium) : PageTest(chromium)
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Script = "https://t1.kakaocdn.net/**";

    /// <summary>Kakao's own script is not reachable from everywhere: one of the same shape notes what it is asked.</summary>
    private const string Recorder =
        """
        window.asked = [];
        let key;
        window.Kakao = { isInitialized: () => key !== undefined, init: (k) => { key = k; }, Share: { sendScrap: (s) => window.asked.push({ key, url: s.requestUrl }) } };
        """;

    [Fact]
    public async Task KakaoTalk_is_asked_with_the_site_s_key_and_only_when_the_reader_wants_it()
    {
        var site = await Publication.AddSiteAsync("kakao", Key);
        var id = await Publication.PublishAsync("나눌 기사", "<p>본문.</p>", site: "kakao");
        var requests = 0;
        await Page.RouteAsync(Script, route =>
        {
            requests++;
            return route.FulfillAsync(new() { ContentType = "text/javascript", Body = Recorder, Headers = [new("Access-Control-Allow-Origin", "*")] });
        });
        await OpenAsync(new Uri(site, $"/articles/{id}").AbsoluteUri);
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "카카오톡" });
        await Assertions.Expect(button).ToBeVisibleAsync();
        Assert.Equal(0, requests);

        await button.ClickAsync();
        await Page.WaitForFunctionAsync("() => window.asked?.length === 1");
        await button.ClickAsync();
        await Page.WaitForFunctionAsync("() => window.asked?.length === 2");

        var asked = (await EvaluateAsync("() => window.asked")).EnumerateArray().ToList();
        Assert.Equal(1, requests);
        Assert.All(asked, share => Assert.Equal((Key, new Uri(site, $"/articles/{id}").AbsoluteUri), (Text(share, "key"), Text(share, "url"))));
    }

    [Fact]
    public async Task Without_a_key_KakaoTalk_is_not_offered()
    {
        var id = await Publication.PublishAsync("나눌 기사", "<p>본문.</p>");

        await OpenAsync($"/articles/{id}");

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "링크 복사" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "카카오톡" })).ToHaveCountAsync(0);
    }

    private static string? Text(JsonElement share, string name) => share.GetProperty(name).GetString();
}
