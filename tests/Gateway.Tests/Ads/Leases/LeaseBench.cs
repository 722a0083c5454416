using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Ads.Leases;

/// <summary>A keeper, its book and budgets over a clock that only the test moves. Calls end within the step that begins them.</summary>
internal sealed class LeaseBench : IDisposable
{
    private readonly FixedTopics _topics = new();
    private readonly Catalogues _catalogues;

    public LeaseBench(LeasesOptions? options = null)
    {
        var wrapped = Options.Create(options ?? new LeasesOptions());
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
        Budgets = new TestBudgets(Time);
        Book = new LeaseBook(wrapped, Time);
        _catalogues = new Catalogues(_topics, new SiteDirectory(_topics));
        Keeper = new LeaseKeeper(
            Book, _catalogues, Budgets, new GatewayIdentity { Id = "gw" }, wrapped, new Jitter(new Random(1)), Time, NullLogger<LeaseKeeper>.Instance);
    }

    public FakeTimeProvider Time { get; }

    public TestBudgets Budgets { get; }

    public LeaseBook Book { get; }

    public LeaseKeeper Keeper { get; }

    public void Dispose()
    {
        Keeper.Dispose();
        _catalogues.Dispose();
    }

    /// <summary>The campaigns of the only site.</summary>
    public void Put(params CatalogueCampaign[] campaigns)
    {
        _topics.Put(TopicName.Catalogue("default"), new CatalogueState([.. campaigns]));

        // Its first use; topics of a test are at hand.
        _ = _catalogues.FindAsync("default", CancellationToken.None).AsTask();
    }

    public static CatalogueCampaign Campaign(string id, Pricing pricing = Pricing.Rendered) => new()
    {
        Id = id,
        AdvertiserId = "adv",
        AdvertiserName = "광고주",
        Revision = 1,
        Slots = ["side"],
        Weight = 1,
        Pricing = pricing,
        Creatives =
        [
            new Creative { Id = $"{id}.1", CampaignId = id, Revision = 1, Kind = CreativeKind.Text, Text = "글", LandingUrl = "https://example.kr/", Weight = 1 },
        ],
    };

    /// <summary>A decision that could go to the campaign, and does if there is a number.</summary>
    public LeasedNumber? Decide(string campaign)
    {
        var source = Book.For(campaign);
        return source.IsAtHand(LeaseMoment.Of(Time)) && source.TryTake(out var number) ? number : null;
    }

    public void Advance(double seconds, double step = 0.1)
    {
        for (var left = seconds; left > 1e-9; left -= step)
        {
            Time.Advance(TimeSpan.FromSeconds(Math.Min(step, left)));
            Keeper.Step();
        }
    }
}
