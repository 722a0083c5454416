using Sokbo.Gateway.Ads.Decisions;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class DeviceKindTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1", DeviceKind.Phone)]
    [InlineData("Mozilla/5.0 (Linux; Android 16; SM-S948N) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36", DeviceKind.Phone)]
    [InlineData("Mozilla/5.0 (Linux; Android 16; SM-X920) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36", DeviceKind.Tablet)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1", DeviceKind.Tablet)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36", DeviceKind.Desktop)]
    [InlineData(null, DeviceKind.Desktop)]
    public void Browsers_say_what_they_run_on(string? userAgent, string kind) => Assert.Equal(kind, DeviceKind.Of(userAgent));

    [Theory]
    [InlineData("https://m.search.naver.com/search?q=a", "m.search.naver.com")]
    [InlineData("search.naver.com", "search.naver.com")]
    [InlineData("https://한글.kr/", "xn--bj0bj06e.kr")]
    [InlineData("android-app://com.nhn.android.search/", "com.nhn.android.search")]
    [InlineData("about:client", null)]
    [InlineData("not a host", null)]
    [InlineData("", null)]
    public void Of_a_referrer_the_host_counts(string referrer, string? host) => Assert.Equal(host, DecisionPage.HostOf(referrer));
}
