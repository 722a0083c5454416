using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Pages.Components;
using Sokbo.Gateway.Pages.Weather;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>
/// What pages show of time they ask their clock: rendered twice from the same states, a page is the same unless the clock says
/// that time has made another one of it.
/// </summary>
public sealed class PageClockProperties : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly SiteInfo Site = new() { Id = "default", Revision = 1, Name = "가람일보" };

    /// <summary>Minutes from the start on: over midnight in Seoul, and half of them close together.</summary>
    private static readonly Gen<DateTimeOffset> GenTime = Gen.Int[0, 10 * 3_600].Select(seconds => Start.AddSeconds(seconds));

    private static readonly Gen<Reading> GenReading = Gen.Select(GenTime, Gen.Int[-300, 400], Gen.Int[0, 4]).Select((at, tenths, missing) =>
        new Reading { ObservedAt = at, ReceivedAt = at, Tenths = missing == 0 ? null : tenths, Sky = "맑음", Source = Attribution.Kma });

    private static readonly Gen<(DateTimeOffset? Start, DateTimeOffset? End)> GenDates =
        Gen.Select(GenTime, GenTime, Gen.Bool, Gen.Bool).Select((start, end, starts, ends) => (starts ? start : (DateTimeOffset?)null, ends ? end : (DateTimeOffset?)null));

    private static readonly Gen<(DateTimeOffset Early, DateTimeOffset Late)> GenMoments =
        Gen.Select(GenTime, Gen.OneOf(Gen.Int[0, 90], Gen.Int[0, 1_800], Gen.Int[0, 18_000])).Select((early, seconds) => (early, early.AddSeconds(seconds)));

    private static readonly Gen<CatalogueCampaign> GenCampaign = Gen.Select(Gen.Int[1, 3], GenDates, GenDates.Array[1, 2], Gen.Int[0, 2]).Select((weight, dates, creatives, kind) =>
    {
        var id = $"c{weight}{kind}{creatives.Length}";
        return new CatalogueCampaign
        {
            Id = id,
            AdvertiserId = "adv",
            AdvertiserName = "광고주",
            Revision = 1,
            Slots = ["side"],
            Weight = weight,
            Start = dates.Start,
            End = dates.End,
            Pricing = kind == 0 ? Pricing.Viewable : Pricing.Flat,
            Creatives =
            [
                .. creatives.Select((creative, number) => new Creative
                {
                    Id = $"{id}.{number}",
                    CampaignId = id,
                    Revision = 1,
                    Kind = CreativeKind.Text,
                    Text = $"광고 {id} {number}",
                    LandingUrl = "https://example.kr/",
                    Weight = 1 + number,
                    Start = creative.Start,
                    End = creative.End,
                    Approval = CreativeApproval.Approved,
                }),
            ],
        };
    });

    private readonly WebApplication _app;
    private readonly AsyncServiceScope _scope;
    private readonly FixedTopics _topics = new();

    public PageClockProperties()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddPages();
        _app = builder.Build();
        _scope = _app.Services.CreateAsyncScope();
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public Task A_front_page_is_the_same_until_its_clock_moves_on() => CheckAsync(
        Gen.Select(GenReading.Array[0, 6], GenTime, Gen.Bool, GenCampaign.Array[0, 4]),
        async (state, clock) =>
        {
            var (readings, until, hasNotice, campaigns) = state;
            var list = new ArticleList([Card(Start)]) { Notice = hasNotice ? new ListNotice("a1", "바로잡습니다", until) : null };
            return await WriteAsync<FrontPage>(Frame(clock, readings, campaigns), ("List", Topic(TopicName.Front("default"), list)));
        });

    [Fact]
    public Task A_page_of_the_weather_is_the_same_until_its_clock_moves_on() => CheckAsync(
        Gen.Select(GenReading.Array[0, 12], GenTime, GenTime.Array[0, 2], Gen.Bool),
        async (state, clock) =>
        {
            var (readings, checkedAt, effects, isChecked) = state;
            var frame = Frame(clock, readings, []);
            return await WriteAsync<WeatherPage>(
                frame,
                ("Query", WeatherQuery.Of(new Microsoft.AspNetCore.Http.QueryCollection())),
                ("Ticker", frame.Ticker),
                ("Warnings", Warnings(isChecked ? checkedAt : null, effects)));
        });

    [Fact]
    public Task A_page_of_a_station_is_the_same_until_its_clock_moves_on() => CheckAsync(
        Gen.Select(GenReading.Array[0, 12], GenTime, GenTime.Array[0, 2]),
        async (state, clock) =>
        {
            var (readings, checkedAt, effects) = state;
            Reading[] history = [.. readings.OrderBy(reading => reading.ObservedAt)];
            var station = StationTable.All[0];
            var part = new StationPart
            {
                Station = station,
                Topic = history.Length == 0 ? null : Topic(TopicName.Station(station.Number), new StationState(station.Number, station.Name, history[^1])),
                History = [.. history],
            };
            return await WriteAsync<StationPage>(Frame(clock, [], []), ("Part", part), ("Warnings", Warnings(checkedAt, effects)));
        });

    /// <summary>Renders at two moments, one after the other.</summary>
    private static async Task CheckAsync<T>(Gen<T> states, Func<T, PageClock, Task<string>> render)
    {
        var (same, others) = (0, 0);
        await Gen.Select(states, GenMoments).SampleAsync(async (state, moments) =>
        {
            var (early, late) = (new PageClock(moments.Early), new PageClock(moments.Late));
            var (before, after) = (await render(state, early), await render(state, late));

            Assert.True(early.ChangedAt <= moments.Early && early.ChangedAt <= late.ChangedAt && late.ChangedAt <= moments.Late);
            if (late.ChangedAt <= moments.Early)
            {
                Interlocked.Increment(ref same);
                Assert.Equal(early.ChangedAt, late.ChangedAt);
                Assert.Equal(before, after);
            }
            else if (before != after)
            {
                Interlocked.Increment(ref others);
            }
        });

        Assert.True(same > 10 && others > 10, $"{same} the same and {others} others: that shows little.");
    }

    private Task<string> WriteAsync<T>(PageFrame frame, params (string Name, object? Value)[] parameters)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        _scope.ServiceProvider.GetRequiredService<PageMarkup>().WriteAsync<T>(frame, parameters.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));

    private PageFrame Frame(PageClock clock, Reading[] readings, CatalogueCampaign[] campaigns)
    {
        var slot = new SlotState { Site = "default", Id = SlotPlaces.Side, Revision = 1, Sizes = ["728x90"], IntervalSeconds = 30, LineupVersion = 1 };
        var catalogue = new TopicView
        {
            Topic = TopicName.Catalogue("default"),
            Position = new Position("e", 1),
            State = new CatalogueState([.. campaigns.Select(campaign => campaign with { Slots = [slot.Id] })]),
            ConfirmedAge = TimeSpan.Zero,
            Old = false,
            Data = null,
        };
        var banner = new PlainBanners(_topics).Find(catalogue, slot, emergency: false, clock);
        return new PageFrame
        {
            Site = Site,
            Text = PageText.Of(null),
            Clock = clock,
            Origin = "https://news.example.kr",
            SiteOrigin = "https://news.example.kr",
            Path = "/",
            Ticker = Topic(TopicName.Ticker, TickerOf(readings)),
            Slots = ImmutableDictionary<string, PageTopic<SlotState>>.Empty.Add(slot.Id, Topic(TopicName.Slot("default", slot.Id), slot)),
            Banners = banner is null ? ImmutableDictionary<string, PlainBanner>.Empty : ImmutableDictionary<string, PlainBanner>.Empty.Add(slot.Id, banner),
        };
    }

    private static TickerState TickerOf(Reading[] readings) => new()
    {
        OrderVersion = 1,
        Rows =
        [
            .. readings.Select((reading, index) => new TickerRow
            {
                StationId = StationTable.All[index].Number,
                Name = StationTable.All[index].Name,
                Tenths = reading.Tenths,
                Sky = reading.Sky,
                ObservedAt = reading.ObservedAt,
                Source = reading.Source,
            }),
        ],
    };

    private static ImmutableArray<(WeatherRegion Region, PageTopic<WarningsState>? Warnings)> Warnings(DateTimeOffset? checkedAt, DateTimeOffset[] effects)
    {
        var region = StationTable.Regions[0];
        var state = new WarningsState
        {
            Region = region.Id,
            CheckedAt = checkedAt,
            InForce =
            [
                .. effects.Select((at, number) => new WarningReport
                {
                    Zone = number.ToString(CultureInfo.InvariantCulture),
                    ZoneName = "서울",
                    Kind = "호우",
                    Level = "주의보",
                    Command = "발표",
                    IssuedAt = at,
                    EffectiveAt = at.AddMinutes(30),
                    Source = Attribution.Kma,
                }),
            ],
        };
        return [(region, Topic(TopicName.Warnings(region), state))];
    }

    private static ArticleCard Card(DateTimeOffset at) =>
        new() { Id = "a1", Revision = 1, Section = "local", Headline = "제목", FirstPublishedAt = at, ModifiedAt = at };

    private static PageTopic<T> Topic<T>(TopicName name, T state)
        where T : TopicPayload => new(name.Text, "e", 1, state);
}
