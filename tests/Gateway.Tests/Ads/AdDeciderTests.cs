using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Tests.Ads.Events;
using Sokbo.Gateway.Tests.Ads.Leases;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class AdDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    private readonly FixedTopics _topics = new();
    private readonly ShiftedTime _time = new();
    private readonly TestLeases _leases = new();
    private readonly AdDecider _decider;

    public AdDeciderTests()
    {
        _time.Set(Now);
        var engine = new DecisionEngine(_leases, new DecisionJournal(Options.Create(new DecisionsOptions()), _time), new Random(1), _time);
        _decider = new AdDecider(_topics, new Catalogues(_topics, new SiteDirectory(_topics)), engine, _leases, new TrafficTally(_time), new Emergencies(_topics), _time);
        PutSlot([]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Banners_rotate_by_weight_exactly()
    {
        Put(Campaign("a", 3, Text("a.1", 1), Text("a.2", 2)), Campaign("b", 1, Text("b.1", 1)));

        var counts = new Dictionary<string, int>();
        for (var draw = 0; draw < 120; draw++)
        {
            var decision = await DecideAsync();
            counts[decision.Creative!.Id] = counts.GetValueOrDefault(decision.Creative.Id) + 1;
        }

        Assert.Equal((30, 60, 30), (counts["a.1.1"], counts["a.2.1"], counts["b.1.1"]));
    }

    [Fact]
    public async Task Only_what_runs_now_and_fits_is_a_candidate()
    {
        var image = Text("a.2", 1) with { Kind = CreativeKind.Image, ImageUrl = "/media/1.png", Width = 970, Height = 250 };
        Put(
            Campaign("a", 1, Text("a.1", 1) with { Paused = true }, image, Text("a.3", 1)),
            Campaign("b", 1, Text("b.1", 1)) with { Paused = true },
            Campaign("c", 1, Text("c.1", 1)) with { End = Now.AddSeconds(-1) },
            Campaign("d", 1, Text("d.1", 1)) with { Start = Now.AddHours(1) },
            Campaign("e", 1, Text("e.1", 1)) with { Slots = ["other"] },
            Campaign("f", 1, Text("f.1", 1)));
        PutSlot(["f.1.1"]);

        var seen = new HashSet<string>();
        for (var draw = 0; draw < 10; draw++)
        {
            seen.Add((await DecideAsync()).Creative!.Id);
        }

        Assert.Equal(["a.3.1"], seen);
    }

    [Fact]
    public async Task Without_a_banner_the_reason_is_named()
    {
        Put();

        Assert.Equal("no-candidate", (await DecideAsync()).Reason);
        Assert.Equal("unknown-slot", (await DecideAsync("nowhere")).Reason);
        Assert.Equal("unknown-slot", (await DecideAsync("../x")).Reason);
    }

    [Fact]
    public async Task Beside_a_warning_of_the_highest_level_only_what_is_cleared_for_it_stands()
    {
        Put(Campaign("a", 1, Text("a.1", 1)), Campaign("b", 1, Text("b.1", 1)) with { Rules = new DeliveryRules { BesideEmergency = true } });
        PutWarnings("capital", "중대경보");
        PutWarnings("gangwon", "경보");

        Assert.Equal(["b"], await ShownAsync("capital", "gangwon"));
        Assert.Equal(["a", "b"], await ShownAsync("gangwon", "nowhere", "jeju"));
        Assert.Equal(["a", "b"], await ShownAsync());
        Assert.Equal("b", (await DecideOnAsync("/weather")).Creative!.Id[..1]);
        Assert.Equal("b", (await DecideOnAsync("/weather/stations/108")).Creative!.Id[..1]);
        Assert.Equal(["a", "b"], new[] { await DecideOnAsync("/weather/stations/184"), await DecideOnAsync("/weather/stations/184") }.Select(decision => decision.Creative!.Id[..1]).Order());
        Assert.Equal(["a", "b"], new[] { await DecideOnAsync("/weather", "default"), await DecideOnAsync("/articles/1") }.Select(decision => decision.Creative!.Id[..1]).Order());
        PutWarnings("capital");
        Assert.Equal(["a", "b"], await ShownAsync("capital"));

        PutWarnings("capital", "주의보", "폭염중대경보");
        Put(Campaign("a", 1, Text("a.1", 1)));
        Assert.Equal("emergency-warning", (await DecideBesideAsync("capital")).Reason);
    }

    [Fact]
    public async Task An_unconfirmed_catalogue_decides_nothing()
    {
        Put(Campaign("a", 1, Text("a.1", 1)));
        _topics.ConfirmedAge = TimeSpan.FromMilliseconds(1_001);

        var decision = await DecideAsync();

        Assert.Equal(("catalogue-stale", null), (decision.Reason, decision.Creative));
    }

    [Fact]
    public async Task A_banner_costs_one_number_of_its_campaign_and_the_ticket_names_it()
    {
        Put(Campaign("a", 1, Text("a.1", 1)));

        var tickets = new List<AdTicket>();
        for (var draw = 0; draw < 5; draw++)
        {
            tickets.Add(AdTicket.Verify((await DecideAsync()).Ticket!, Key)!);
        }

        Assert.Equal([0, 1, 2, 3, 4], tickets.Select(ticket => ticket.Number));
        Assert.All(tickets, ticket => Assert.Equal(("default", "bottom", "a", "a.1.1", TestLeases.Lease, Now.Date), (ticket.Site, ticket.Slot, ticket.Campaign, ticket.Shown, ticket.Lease, ticket.At.UtcDateTime.Date)));
        Assert.Equal(5, tickets.Select(ticket => ticket.Decision).Distinct().Count());
    }

    [Fact]
    public async Task A_campaign_without_a_number_is_left_out_and_each_set_goes_on_where_it_was()
    {
        Put(Campaign("a", 1, Text("a.1", 1)), Campaign("b", 2, Text("b.1", 1)), Campaign("c", 1, Text("c.1", 1)));

        var whole = new List<string>();
        var rest = new List<string>();
        for (var draw = 0; draw < 400; draw++)
        {
            // As when the numbers of one come and go with every lease.
            if (draw % 2 == 0)
            {
                _leases.Without.Remove("b");
                whole.Add((await DecideAsync()).Creative!.Id);
            }
            else
            {
                _leases.Without.Add("b");
                rest.Add((await DecideAsync()).Creative!.Id);
            }
        }

        Assert.Equal(["a.1.1 50", "b.1.1 100", "c.1.1 50"], whole.CountBy(id => id).Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["a.1.1 100", "c.1.1 100"], rest.CountBy(id => id).Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_number_that_another_decision_took_first_leaves_the_turn_where_it_is()
    {
        Put(Campaign("a", 1, Text("a.1", 1)), Campaign("b", 1, Text("b.1", 1)));
        var first = (await DecideAsync()).Creative!.Id;
        var turn = first == "a.1.1" ? "b" : "a";
        _leases.Promised.Add(turn);

        var meanwhile = (await DecideAsync()).Creative!.Id;
        _leases.Promised.Clear();
        var next = (await DecideAsync()).Creative!.Id;

        Assert.Equal((first, $"{turn}.1.1"), (meanwhile, next));
    }

    [Fact]
    public async Task Without_any_number_it_waits_once_for_all_slots_and_decides_again()
    {
        Put(Campaign("a", 1, Text("a.1", 1)), Campaign("b", 1, Text("b.1", 1)) with { Slots = ["side"] });
        PutSlot("side", []);
        _leases.Without.UnionWith(["a", "b"]);

        var none = await DecideAllAsync();
        _leases.ComesWhileWaiting = ["a"];
        var some = await DecideAllAsync();

        Assert.Equal(["no-lease", "no-lease"], none.Select(decision => decision.Reason));
        Assert.Equal([null, "no-lease"], some.Select(decision => decision.Reason));
        Assert.Equal("a.1.1", some[0].Creative!.Id);
        Assert.Equal([["a", "b"], ["a", "b"]], _leases.Waits.Select(wait => wait.Order(StringComparer.Ordinal).ToArray()));
    }

    [Fact]
    public async Task A_ticket_leads_where_the_campaign_leads_also_when_paused_and_nothing_else_leads_anywhere()
    {
        Put(Campaign("a", 1, Text("a.1", 1)));
        var ticket = (await DecideAsync()).Ticket!;
        Put(Campaign("a", 1, Text("a.1", 1) with { LandingUrl = "https://example.kr/new" }) with { Paused = true });

        await using var log = new TestEventLog(_topics, _time);
        var known = await log.Clicks.FollowAsync(ticket, Visit.Reader, Cancellation);
        var other = await log.Clicks.FollowAsync(Forge(ticket, "a.1.1", "b.1.1"), Visit.Reader, Cancellation);
        Put(Campaign("b", 1, Text("b.1", 1)));
        var gone = await log.Clicks.FollowAsync(ticket, Visit.Reader, Cancellation);

        Assert.Equal((ClickStanding.Known, "https://example.kr/new"), (known.Standing, known.LandingUrl));
        Assert.Equal(ClickStanding.Unknown, other.Standing);
        Assert.Equal(ClickStanding.Gone, gone.Standing);
        foreach (var nonsense in new[] { "", ".", "a.b", "https://evil.example", ticket + "A", ticket[..^2], new string('a', 5_000) })
        {
            Assert.Equal(ClickStanding.Unknown, (await log.Clicks.FollowAsync(nonsense, Visit.Reader, Cancellation)).Standing);
        }
    }

    [Theory]
    [InlineData("http://www.cubedesign.co.kr", true)]
    [InlineData("https://한글.kr/경로?q=가", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//evil.example/", false)]
    [InlineData("/local", false)]
    [InlineData("https://user:pass@example.kr/", false)]
    [InlineData("https://example.kr/\r\nSet-Cookie: a=b", false)]
    public void A_banner_leads_to_the_web_only(string address, bool allowed) => Assert.Equal(allowed, LandingAddress.IsAllowed(address));

    [Fact]
    public void An_address_with_Hangul_is_sent_in_ASCII() =>
        Assert.Equal("https://xn--bj0bj06e.kr/%EA%B2%BD%EB%A1%9C", LandingAddress.ForHeader("https://한글.kr/경로"));

    [Theory]
    [InlineData("728x90", true)]
    [InlineData("0728x90", false)]
    [InlineData("728X90", false)]
    [InlineData("19x90", false)]
    [InlineData("2001x90", false)]
    [InlineData("728x90x1", false)]
    public void Sizes_are_sane(string text, bool valid) => Assert.Equal(valid, AdSize.TryParse(text, out _, out _));

    private static string Forge(string ticket, string from, string to)
    {
        var text = Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(ticket)).Replace(from, to, StringComparison.Ordinal);
        return System.Buffers.Text.Base64Url.EncodeToString(Encoding.Latin1.GetBytes(text));
    }

    private static CatalogueCampaign Campaign(string id, int weight, params Creative[] creatives) => new()
    {
        Id = id,
        AdvertiserId = "adv",
        AdvertiserName = "큐브디자인",
        Revision = 1,
        Slots = ["bottom"],
        Weight = weight,
        Creatives = [.. creatives],
    };

    private static Creative Text(string id, int weight) => new()
    {
        Id = id,
        CampaignId = id.Split('.')[0],
        Revision = 1,
        Kind = CreativeKind.Text,
        Text = id,
        LandingUrl = "https://example.kr/",
        Weight = weight,
    };

    private async ValueTask<AdDecision> DecideAsync(string slot = "bottom") => (await _decider.DecideAsync("default", new DecisionsRequest { Slots = [slot] }, null, Visit.Reader, Cancellation)).Decisions[0];

    private async ValueTask<AdDecision> DecideBesideAsync(params string[] regions) => (await _decider.DecideAsync(
        "default", new DecisionsRequest { Slots = ["bottom"], Page = new PageRequest { Regions = regions } }, null, Visit.Reader, Cancellation)).Decisions[0];

    private async ValueTask<AdDecision> DecideOnAsync(string path, string? site = null) => (await _decider.DecideAsync(
        "default", new DecisionsRequest { Slots = ["bottom"], Site = site, Page = new PageRequest { Path = path } }, null, Visit.Reader, Cancellation)).Decisions[0];

    /// <summary>The campaigns that come up in a few turns.</summary>
    private async ValueTask<IEnumerable<string>> ShownAsync(params string[] regions)
    {
        var shown = new SortedSet<string>(StringComparer.Ordinal);
        for (var turn = 0; turn < 4; turn++)
        {
            shown.Add((await DecideBesideAsync(regions)).Creative!.Id[..1]);
        }

        return shown;
    }

    private void PutWarnings(string region, params string[] levels) => _topics.Put(TopicName.Warnings(StationTable.RegionOf(region)), new WarningsState
    {
        Region = region,
        InForce = [.. levels.Select(level => new WarningReport { Zone = "L1100100", ZoneName = "서울", Kind = "호우", Level = level, Command = "발표", IssuedAt = Now, Source = Attribution.Kma })],
        CheckedAt = Now,
    });

    private async ValueTask<ImmutableArray<AdDecision>> DecideAllAsync() =>
        (await _decider.DecideAsync("default", new DecisionsRequest { Slots = ["bottom", "side"] }, null, Visit.Reader, Cancellation)).Decisions;

    private void Put(params CatalogueCampaign[] campaigns) =>
        _topics.Put(TopicName.Catalogue("default"), new CatalogueState([.. campaigns]) { TicketKey = [.. Key] });

    private void PutSlot(string[] withdrawn) => PutSlot("bottom", withdrawn);

    private void PutSlot(string id, string[] withdrawn) => _topics.Put(TopicName.Slot("default", id), new SlotState
    {
        Site = "default",
        Id = id,
        Revision = 1,
        Sizes = ["728x90"],
        IntervalSeconds = 30,
        LineupVersion = 1,
        Withdrawn = [.. withdrawn],
    });
}
