using CsCheck;
using Sokbo.Gateway.Ads;
using Sokbo.Grains.Interfaces.Ads;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class LandingMacrosTests
{
    private static readonly CatalogueCampaign Campaign = new()
    {
        Id = "0199",
        AdvertiserId = "adv",
        AdvertiserName = "큐브 & 디자인",
        Name = "봄",
        Revision = 1,
        Slots = ["side"],
        Weight = 1,
    };

    [Theory]
    [InlineData("https://example.kr/?utm_campaign={campaign}&utm_content={creative}#{slot}", "https://example.kr/?utm_campaign=0199&utm_content=0199.1#side")]
    [InlineData("https://example.kr/?who={advertiserName}&name={campaignName}", "https://example.kr/?who=%ED%81%90%EB%B8%8C%20%26%20%EB%94%94%EC%9E%90%EC%9D%B8&name=%EB%B4%84")]
    [InlineData("https://example.kr/?a=%7Bslot%7D", "https://example.kr/?a=%7Bslot%7D")]
    [InlineData("https://example.kr/?old={unknown}", "https://example.kr/?old={unknown}")]
    public void Macros_are_filled_in_percent_encoded(string address, string expected) =>
        Assert.Equal(expected, LandingMacros.Fill(address, "default", "side", Campaign, "0199.1"));

    [Theory]
    [InlineData("https://example.kr/?a={campain}", "{campain}")]
    [InlineData("https://example.kr/{slot}", "query")]
    [InlineData("https://example.kr/?a={slot", "partner")]
    [InlineData("https://example.kr/?a={{slot}}", "partner")]
    [InlineData("https://example.kr/?a={slot}{slot}{slot}{slot}{slot}{slot}{slot}{slot}{slot}{slot}{slot}", "11")]
    [InlineData("javascript:alert(1)", "http")]
    public void What_cannot_be_filled_in_is_refused_when_it_is_booked(string address, string says) =>
        Assert.Contains(says, LandingAddress.Refusal(address), StringComparison.Ordinal);

    /// <summary>Whatever names contain, a click leads to the host and the path that were booked, and the header holds one line of ASCII.</summary>
    [Fact]
    public void No_value_leads_anywhere_else() =>
        Gen.Select(Gen.String, Gen.String).Sample((campaign, advertiser) =>
        {
            var address = "https://example.kr/go?n={campaignName}&a={advertiserName}#{campaignName}";

            var header = LandingAddress.ForHeader(LandingMacros.Fill(address, "default", "side", Campaign with { Name = campaign, AdvertiserName = advertiser }, "c"));

            var uri = new Uri(header);
            Assert.Equal(("example.kr", "/go", 1), (uri.Host, uri.AbsolutePath, uri.Query.Count(letter => letter == '&')));
            Assert.True(header.All(letter => letter is > ' ' and < (char)127));
        });
}
