using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class PlainBannersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly FixedTopics _topics = new();
    private readonly ShiftedTime _time = new();
    private readonly PlainBanners _banners;

    public PlainBannersTests()
    {
        _time.Set(Now);
        _banners = new PlainBanners(_topics);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Over_as_many_minutes_as_the_weights_sum_up_to_each_banner_has_its_exact_share()
    {
        Put(Campaign("a", 3, Text("a.1", 1), Text("a.2", 2)), Campaign("b", 1, Text("b.1", 1)));

        var shown = new List<string>();
        for (var minute = 0; minute < 120; minute++)
        {
            _time.Set(Now.AddMinutes(minute));
            shown.Add(Find(_banners)!.Creative.Id);
        }

        var counts = shown.CountBy(id => id).ToDictionary();
        Assert.Equal((30, 60, 30), (counts["a.1.1"], counts["a.2.1"], counts["b.1.1"]));
    }

    [Fact]
    public void Within_a_minute_every_gateway_shows_the_same_banner_however_often_it_is_asked()
    {
        Put(Campaign("a", 1, Text("a.1", 1), Text("a.2", 1)), Campaign("b", 1, Text("b.1", 1)));
        var other = new PlainBanners(_topics);
        for (var minute = 0; minute < 12; minute++)
        {
            _time.Set(Now.AddMinutes(minute));
            var first = Find(_banners)!;
            var second = Find(_banners)!;
            _time.Set(Now.AddMinutes(minute).AddSeconds(50));

            Assert.Equal(first, second);
            Assert.Equal(first, Find(other));
            Assert.Equal($"/ads/plain/{Creative.IdOf(first.Creative.Id)}", first.ClickUrl);
        }
    }

    [Fact]
    public void Beside_a_warning_of_the_highest_level_only_what_is_cleared_for_it_stands()
    {
        Put(Campaign("a", 9, Text("a.1", 1)), Campaign("b", 1, Text("b.1", 1)) with { Rules = new DeliveryRules { BesideEmergency = true } });

        Assert.Equal("b.1.1", Find(_banners, emergency: true)!.Creative.Id);
        Put(Campaign("a", 9, Text("a.1", 1)));
        Assert.Null(Find(_banners, emergency: true));
        Assert.Equal("a.1.1", Find(_banners)!.Creative.Id);
    }

    [Fact]
    public void What_changes_within_the_minute_counts_at_once()
    {
        Put(Campaign("a", 1, Text("a.1", 1)));
        var before = Find(_banners);
        Put(Campaign("a", 1, Text("a.1", 1) with { ContentVersion = 2, Text = "새 글" }));
        var replaced = Find(_banners);
        Put(Campaign("a", 1, Text("a.1", 1)) with { Paused = true });
        var paused = Find(_banners);
        Put(Campaign("a", 1, Text("a.1", 1)));
        var withdrawn = Find(_banners, "a.1.1");

        Assert.Equal(("a.1.1", "a.1.2", "새 글"), (before!.Creative.Id, replaced!.Creative.Id, replaced.Creative.Text));
        Assert.Null(paused);
        Assert.Null(withdrawn);
    }

    [Fact]
    public async Task From_a_catalogue_that_may_have_missed_a_pause_nothing_is_shown_and_links_still_lead()
    {
        Put(Campaign("a", 1, Text("a.1", 1)));
        _topics.ConfirmedAge = TimeSpan.FromSeconds(1.1);

        Assert.Null(Find(_banners));
        Assert.Equal("https://example.kr/a.1", await _banners.LandingUrlAsync("default", "a.1", Cancellation));
        Assert.Null(await _banners.LandingUrlAsync("default", "a.2", Cancellation));
        Assert.Null(await _banners.LandingUrlAsync("nowhere", "a.1", Cancellation));
        Assert.Null(await _banners.LandingUrlAsync("default", "a/1", Cancellation));
    }

    [Fact]
    public void The_heaviest_and_most_campaigns_are_chosen_among_in_bounded_work()
    {
        Put([.. Enumerable.Range(0, 200).Select(index => Campaign($"c{index:000}", 1_000, Text($"c{index:000}.1", 1_000)))]);

        var shown = new HashSet<string>();
        for (var minute = 0; minute < 200; minute++)
        {
            _time.Set(Now.AddMinutes(minute));
            shown.Add(Find(_banners)!.Creative.Id);
        }

        // Any 200 turns in a row of equal shares reach nearly all: each is within one of its share.
        Assert.InRange(shown.Count, 150, 200);
    }

    private PlainBanner? Find(PlainBanners banners, params string[] withdrawn) => Find(banners, emergency: false, withdrawn);

    private PlainBanner? Find(PlainBanners banners, bool emergency, params string[] withdrawn) => banners.Find(
        _topics.Peek(TopicName.Catalogue("default"))!,
        new SlotState
        {
            Site = "default",
            Id = "side",
            Revision = 1,
            Sizes = ["728x90"],
            IntervalSeconds = 30,
            LineupVersion = 1,
            Withdrawn = [.. withdrawn],
        },
        emergency,
        new PageClock(_time.GetUtcNow()));

    private void Put(params CatalogueCampaign[] campaigns) => _topics.Put(TopicName.Catalogue("default"), new CatalogueState([.. campaigns]));

    private static CatalogueCampaign Campaign(string id, int weight, params Creative[] creatives) => new()
    {
        Id = id,
        AdvertiserId = "adv",
        AdvertiserName = "광고주",
        Revision = 1,
        Slots = ["side"],
        Weight = weight,
        Creatives = [.. creatives],
    };

    private static Creative Text(string id, int weight) => new()
    {
        Id = id,
        CampaignId = ICampaignGrain.CampaignOf(id),
        Revision = 1,
        Kind = CreativeKind.Text,
        Text = $"광고 {id}",
        LandingUrl = $"https://example.kr/{id}",
        Weight = weight,
    };
}
