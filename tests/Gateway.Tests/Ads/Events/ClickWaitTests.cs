using System.Diagnostics;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Events;

/// <summary>A reader who clicks is not kept waiting by a store that does not answer, and the click is not lost by that.</summary>
public sealed class ClickWaitTests
{
    private const int BoundMilliseconds = 250;

    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public async Task A_click_is_sent_on_after_a_quarter_of_a_second_and_written_when_the_store_is_back()
    {
        var gate = new TaskCompletionSource();
        await using var log = new TestEventLog(Topics());
        log.Store.Gate = gate.Task;
        var started = Stopwatch.GetTimestamp();

        var target = await log.Clicks.FollowAsync(Ticket(), Visit.Reader, TestContext.Current.CancellationToken);

        var waited = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.Equal((ClickStanding.Known, "https://example.kr/"), (target.Standing, target.LandingUrl));
        Assert.InRange(waited, BoundMilliseconds - 20, BoundMilliseconds + 500);
        Assert.Empty(log.Store.Entries);

        gate.SetResult();
        await log.DisposeAsync();
        Assert.Single(log.Entries.SelectMany(entry => entry.Campaigns).SelectMany(part => part.Events));
    }

    [Fact]
    public async Task A_click_waits_for_nothing_where_the_store_answers()
    {
        await using var log = new TestEventLog(Topics());
        await log.Clicks.FollowAsync(Ticket(), Visit.Reader, TestContext.Current.CancellationToken);
        var started = Stopwatch.GetTimestamp();

        await log.Clicks.FollowAsync(Ticket(1), Visit.Reader, TestContext.Current.CancellationToken);

        Assert.True(Stopwatch.GetElapsedTime(started).TotalMilliseconds < BoundMilliseconds, "It waited for the bound.");
    }

    private static FixedTopics Topics()
    {
        var creative = new Creative
        {
            Id = "c.1",
            CampaignId = "c",
            Revision = 1,
            Kind = CreativeKind.Text,
            Text = "책",
            LandingUrl = "https://example.kr/",
            Weight = 1,
        };
        var campaign = new CatalogueCampaign
        {
            Id = "c",
            AdvertiserId = "a",
            AdvertiserName = "책방",
            Name = "봄",
            Revision = 1,
            Slots = ["s"],
            Weight = 1,
            Creatives = [creative],
        };
        var topics = new FixedTopics();
        topics.Put(TopicName.Catalogue("default"), new CatalogueState([campaign]) { TicketKey = [.. Key] });
        return topics;
    }

    private static string Ticket(int number = 0) => new AdTicket
    {
        Site = "default",
        Slot = "s",
        Campaign = "c",
        Shown = "c.1.1",
        Decision = new DecisionId(1, 2),
        At = DateTimeOffset.UnixEpoch,
        Lease = 1,
        Number = number,
    }.Sign(Key);
}
