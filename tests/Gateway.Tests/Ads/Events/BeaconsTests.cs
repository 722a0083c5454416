using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;
using StackExchange.Redis;
using Xunit;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;
using Role = Sokbo.Grains.Interfaces.Access.Role;

namespace Sokbo.Gateway.Tests.Ads.Events;

public sealed class BeaconsTests(AdsHost host)
{
    private const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";

    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private GatewayHost Gateway => host.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain;charset=UTF-8")]
    public async Task What_a_page_tells_is_in_the_log_before_the_answer(string type)
    {
        var ticket = await TicketAsync();
        var other = ticket with { Number = 5, At = ticket.At.AddSeconds(1) };

        using var response = await SendAsync(Body((await SignAsync(ticket), "rendered"), (await SignAsync(other), "viewable")), type);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var events = (await LoggedAsync(ticket.Campaign)).SelectMany(part => part.Events).ToArray();
        var hour = (int)(Gateway.Time.GetUtcNow().ToUnixTimeSeconds() / 3_600);
        Assert.Equal([(AdEventKind.Rendered, ticket.Number), (AdEventKind.Viewable, 5)], events.Select(item => (item.Kind, item.Number)));
        Assert.All(events, item => Assert.Equal((ticket.Lease, _slot, Creative.IdOf(ticket.Shown)), (item.Lease, item.Slot, item.Creative)));
        Assert.All(events, item => Assert.InRange(hour - item.Hour, 0, 1));
    }

    [Fact]
    public async Task What_nobody_can_have_seen_is_counted_apart()
    {
        var ticket = await TicketAsync();
        var body = Body((await SignAsync(ticket), "rendered"));

        using var robot = await SendAsync(body, agent: "curl/8.14.1");
        using var nobody = await SendAsync(body, agent: null);
        using var early = await SendAsync(body, purpose: "prefetch;prerender");

        Assert.All([robot, nobody, early], response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Equal([(EventBucket.Robot, 2), (EventBucket.Prefetch, 1)], await FilteredAsync(ticket));
    }

    [Fact]
    public async Task Forgeries_do_no_harm_to_the_rest_and_keep_no_word_of_their_own()
    {
        var ticket = await TicketAsync();
        var key = new byte[32];
        var (known, invented) = (ticket.Sign(key), (ticket with { Slot = "invented", Shown = "invented.1" }).Sign(key));
        var nowhere = (ticket with { Site = "nowhere" }).Sign(key);
        var nobodys = (ticket with { Campaign = "nobodys" }).Sign(key);

        using var response = await SendAsync(Body(
            (known, "rendered"), (await SignAsync(ticket), "rendered"), (invented, "viewable"), (nowhere, "rendered"), (nobodys, "rendered"), ("nonsense", "rendered")));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var parts = await LoggedAsync(ticket.Campaign);
        Assert.Single(parts.SelectMany(part => part.Events));
        Assert.Equal(
            [("", "", 1L), (_slot, Creative.IdOf(ticket.Shown), 1L)],
            parts.SelectMany(part => part.Filtered).Where(count => count.Bucket == EventBucket.Forged).Select(count => (count.Slot, count.Creative, count.Count)).Order());
        Assert.Empty(await LoggedAsync("nobodys"));
    }

    [Theory]
    [InlineData("", "body-required")]
    [InlineData("{", "invalid-json")]
    [InlineData("{}", "invalid-json")]
    [InlineData("null", "invalid-request")]
    [InlineData("[]", "invalid-request")]
    [InlineData("[null]", "invalid-request")]
    [InlineData("""[{"ticket":"x"}]""", "invalid-json")]
    [InlineData("""[{"ticket":"","event":"rendered"}]""", "invalid-request")]
    [InlineData("""[{"ticket":"x","event":"click"}]""", "invalid-request")]
    [InlineData("""[{"ticket":"x","event":"rendered","extra":1}]""", "unknown-member")]
    public async Task What_cannot_be_read_is_refused_with_what_is_wrong(string body, string code)
    {
        using var response = await SendAsync(body);

        Assert.Equal((400, code), ((int)response.StatusCode, await CodeAsync(response)));
    }

    [Fact]
    public async Task Too_much_and_what_is_neither_JSON_nor_text_is_refused()
    {
        using var many = await SendAsync(Body([.. Enumerable.Repeat(("x", "rendered"), 101)]));
        using var large = await SendAsync(new string(' ', 70_000));
        using var form = await SendAsync("a=b", "application/x-www-form-urlencoded");

        Assert.Equal((400, "invalid-request"), ((int)many.StatusCode, await CodeAsync(many)));
        Assert.Equal((413, "body-too-large"), ((int)large.StatusCode, await CodeAsync(large)));
        Assert.Equal((415, "unsupported-media-type"), ((int)form.StatusCode, await CodeAsync(form)));
    }

    [Fact]
    public async Task A_click_is_logged_and_HEAD_shows_nothing()
    {
        var ticket = await TicketAsync();
        var address = $"/ads/clicks/{await SignAsync(ticket)}";

        using var click = await SendAsync(null, method: HttpMethod.Get, path: address);
        using var head = await SendAsync(null, method: HttpMethod.Head, path: address);
        using var robot = await SendAsync(null, method: HttpMethod.Get, path: address, agent: "curl/8.14.1");
        using var forged = await SendAsync(null, method: HttpMethod.Get, path: $"/ads/clicks/{ticket.Sign(new byte[32])}");

        Assert.All([click, head, robot], response => Assert.Equal("http://www.cubedesign.co.kr/", response.Headers.Location!.ToString()));
        Assert.Equal((HttpStatusCode.NotFound, null), (forged.StatusCode, forged.Headers.Location));
        var logged = Assert.Single((await LoggedAsync(ticket.Campaign)).SelectMany(part => part.Events));
        Assert.Equal((AdEventKind.Click, ticket.Lease, ticket.Number), (logged.Kind, logged.Lease, logged.Number));
        Assert.Equal([(EventBucket.Robot, 1), (EventBucket.Forged, 1), (EventBucket.NoContent, 1)], await FilteredAsync(ticket));
    }

    [Fact]
    public async Task A_page_hears_that_its_events_are_not_durable()
    {
        var topics = new FixedTopics();
        topics.Put(TopicName.Catalogue("default"), new CatalogueState([]) { TicketKey = [.. new byte[32]] });
        var options = new EventLogOptions { WaitMilliseconds = 10, FlushSeconds = 0 };
        await using var log = new TestEventLog(topics, options: options);
        log.Store.Luck = () => (false, false);
        var json = new JsonOptions();
        ApiJson.Configure(json.SerializerOptions);
        var agents = new ListedAgents(Options.Create(new AdsOptions()));
        var endpoint = new BeaconsEndpoint(new Visits(agents), log.Intake, log.Pauses, log.Log, Options.Create(options), Options.Create(json));
        var ticket = new AdTicket
        {
            Site = "default",
            Slot = "s",
            Campaign = "c",
            Shown = "c.1.1",
            Decision = new DecisionId(1, 2),
            At = DateTimeOffset.UnixEpoch,
            Lease = 1,
            Number = 0,
        };
        var context = new DefaultHttpContext();
        context.Request.ContentType = "text/plain";
        context.Request.Headers.UserAgent = Browser;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body((ticket.Sign(new byte[32]), "rendered"))));

        context.RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider();

        await endpoint.HandleAsync(context);

        Assert.Equal((503, "1"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
    }

    private static string Body(params (string Ticket, string Event)[] events) =>
        JsonSerializer.Serialize(events.Select(item => new { ticket = item.Ticket, @event = item.Event }));

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("code").GetString();

    private async Task<HttpResponseMessage> SendAsync(
        string? body, string type = "application/json", string? agent = Browser, string? purpose = null, HttpMethod? method = null, string path = "/ads/events")
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }

        if (purpose is not null)
        {
            request.Headers.Add("Sec-Purpose", purpose);
        }

        return await Gateway.Client().SendAsync(request, Cancellation);
    }

    /// <summary>Books a campaign of this test's own, and gets a banner of it as a page does.</summary>
    private async Task<AdTicket> TicketAsync()
    {
        await CreateAsync("slots", $$"""{"id":"{{_slot}}","sizes":["728x90"]}""");
        var advertiser = await CreateAsync("advertisers", """{"name":"큐브디자인"}""");
        var campaign = await CreateAsync("campaigns", $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{_slot}}"],"pricing":"rendered","goal":1000}""");
        await CreateAsync("creatives", $$"""{"campaignId":"{{campaign}}","kind":"text","text":"봄","landingUrl":"http://www.cubedesign.co.kr"}""");
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var (_, body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", $$"""{"slots":["{{_slot}}"]}""");
            if (body.GetProperty("decisions")[0].TryGetProperty("ticket", out var text))
            {
                return AdTicket.Verify(text.GetString()!, await KeyAsync())!;
            }

            await Task.Delay(50, Cancellation);
        }

        throw new TimeoutException("No banner came.");
    }

    private async Task<string> CreateAsync(string kind, string json)
    {
        var (response, body) = await GatewayHost.SendAsync(Gateway.Client(Role.AdOps), HttpMethod.Post, $"/api/v1/{kind}", json);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return body.GetProperty("id").GetString()!;
    }

    private async Task<byte[]> KeyAsync() =>
        [.. (await Gateway.Services.GetRequiredService<ITopicReader>().Read(TopicName.Catalogue("default"), Cancellation))!.As<CatalogueState>().TicketKey];

    private async Task<string> SignAsync(AdTicket ticket) => ticket.Sign(await KeyAsync());

    private async Task<ImmutableArray<CampaignEvents>> LoggedAsync(string campaign)
    {
        var log = Gateway.Services.GetRequiredService<EventLog>().Id;
        var store = Gateway.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        Assert.True(await store.SetContainsAsync(EventLogKeys.Logs("sokbo"), log));
        var serializer = Gateway.Services.GetRequiredService<Serializer>();
        var entries = (await store.ListRangeAsync(EventLogKeys.Log("sokbo", log))).Select(entry => EventLogCodec.Decode(serializer, (byte[])entry!));
        return [.. entries.SelectMany(entry => entry.Campaigns).Where(part => part.Campaign == campaign)];
    }

    private async Task<IEnumerable<(EventBucket Bucket, int Count)>> FilteredAsync(AdTicket ticket) =>
        (await LoggedAsync(ticket.Campaign)).SelectMany(part => part.Filtered)
            .GroupBy(count => count.Bucket, (bucket, counts) => (bucket, (int)counts.Sum(count => count.Count))).OrderBy(pair => pair.bucket);
}
