using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>When a page that is made from topics last became another one.</summary>
public sealed class PageFramesTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 23, 0, 0, 10, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Changed.AddSeconds(20));
    private readonly FixedTopics _topics = new() { ChangedAt = Changed };

    public PageFramesTests()
    {
        _topics.Put(TopicName.Sites, new SitesState([new SiteInfo { Id = "default", Revision = 1, Name = "가람일보" }]));
        _topics.Put(TopicName.Ticker, new TickerState { OrderVersion = 1, Rows = [] });
        _topics.Put(TopicName.Breaking("default"), new BreakingBand([]));
        _topics.Put(TopicName.Slot("default", "side"), new SlotState { Site = "default", Id = "side", Revision = 1, Sizes = ["728x90"], IntervalSeconds = 30, LineupVersion = 1 });
        _topics.Put(TopicName.Catalogue("default"), new CatalogueState([]));
    }

    [Fact]
    public async Task It_is_the_last_change_of_all_that_was_read() => Assert.Equal(Changed.AddSeconds(1), await DateAsync());

    [Fact]
    public async Task A_version_of_the_program_is_a_change() => Assert.Equal(Changed.AddSeconds(6), await DateAsync(since: Changed.AddSeconds(5.5)));

    [Fact]
    public async Task What_time_makes_of_it_is_a_change() =>
        Assert.Equal(Changed.AddSeconds(8), await DateAsync(look: clock => Assert.Equal((true, false), (clock.HasPassed(Changed.AddSeconds(7)), clock.HasPassed(Changed.AddHours(1))))));

    /// <summary>Of a gateway that was cut off before that, too: more may have come in that second.</summary>
    [Theory]
    [InlineData(4.0, 0.0, true)]
    [InlineData(3.9, 0.0, false)]
    [InlineData(4.5, 0.5, true)]
    [InlineData(4.9, 1.0, false)]
    public async Task There_is_none_until_everything_was_still_so_a_while_after_its_second(double seconds, double confirmedAge, bool dated)
    {
        _topics.ConfirmedAge = TimeSpan.FromSeconds(confirmedAge);
        _topics.ChangedAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(dated ? _topics.ChangedAt + TimeSpan.FromSeconds(1) : null, await DateAsync());
    }

    /// <summary>Who dates what changes may be behind.</summary>
    [Fact]
    public async Task A_slow_clock_of_a_silo_is_waited_for_and_so_is_its_first_answer()
    {
        Assert.Equal(Changed.AddSeconds(1), await DateAsync(behind: TimeSpan.FromSeconds(16)));
        Assert.Null(await DateAsync(behind: TimeSpan.FromSeconds(16.1)));
        Assert.Null(await DateAsync(behind: null));
    }

    /// <summary>A "no" is remembered for a moment, in which the topic may have come to be.</summary>
    [Theory]
    [InlineData(5.9, false)]
    [InlineData(6.0, true)]
    public async Task What_is_not_there_was_so_a_moment_ago(double seconds, bool dated)
    {
        _topics.ChangedAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(dated ? _topics.ChangedAt + TimeSpan.FromSeconds(1) : null, await DateAsync("nowhere"));
    }

    [Fact]
    public async Task There_is_none_while_a_part_is_missing_or_has_none()
    {
        foreach (var topic in new[] { TopicName.Ticker, TopicName.Breaking("default"), TopicName.Slot("default", "side"), TopicName.Catalogue("default") })
        {
            _topics.Unavailable.Add(topic.Text);
            Assert.Null(await DateAsync());
            _topics.Unavailable.Clear();
        }

        _topics.ChangedAt = null;
        Assert.Null(await DateAsync());
    }

    /// <summary>The house line stands there for a banner that may be back the next moment.</summary>
    [Fact]
    public async Task There_is_none_while_nobody_knows_what_may_run()
    {
        _topics.ConfirmedAge = TimeSpan.FromSeconds(1.1);

        Assert.Null(await DateAsync());
        Assert.Equal(Changed.AddSeconds(1), await DateAsync("nowhere"));
    }

    private Task<DateTimeOffset?> DateAsync(string slot = "side", DateTimeOffset since = default, Action<PageClock>? look = null) => DateAsync(TimeSpan.Zero, slot, since, look);

    private async Task<DateTimeOffset?> DateAsync(TimeSpan? behind, string slot = "side", DateTimeOffset since = default, Action<PageClock>? look = null)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host, context.Request.Path) = ("http", new HostString("news.test"), "/");
        var frames = new PageFrames(_topics, new PlainBanners(_topics), Options.Create(new DeliveryOptions()), _time);
        var frame = (await frames.Of(context, slot))!;
        look?.Invoke(frame.Clock);
        return frame.Reads.DateAt(frame.Clock, since, behind);
    }
}
