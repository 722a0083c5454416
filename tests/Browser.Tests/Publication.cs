using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sokbo.Fixtures;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests;

/// <summary>Sokbo in one process, with a section, a slot, a campaign and readings, and the API calls of a newsroom.</summary>
public sealed class Publication : IAsyncDisposable
{
    public const string Section = "local";
    public const string Banner = "동네 책방의 겨울 나들이";

    private const string AdminKey = "an-operator-key-for-browser-tests";

    private readonly HttpClient _http;

    private Publication(ServiceProcess process)
    {
        Process = process;
        _http = new HttpClient { BaseAddress = process.Url, Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", AdminKey);
    }

    public ServiceProcess Process { get; }

    public Uri Url => Process.Url;

    public string CampaignId { get; private set; } = "";

    public static async Task<Publication> StartAsync()
    {
        var environment = new Dictionary<string, string> { ["Sokbo__AdminKey"] = AdminKey };
        var process = await ServiceProcess.StartAsync(new ServiceStart("Standalone") { Environment = environment, Arguments = ["--no-sample"] });
        var publication = new Publication(process);
        try
        {
            await publication.SetUpAsync();
            return publication;
        }
        catch
        {
            await publication.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }

    /// <summary>Publishes and returns the article's id.</summary>
    public async Task<string> PublishAsync(string headline, string body, bool breaking = false, string site = "default")
    {
        var article = new JsonObject
        {
            ["site"] = site,
            ["section"] = Section,
            ["headline"] = headline,
            ["summary"] = $"{headline} 요약",
            ["byline"] = "시험 기자",
            ["body"] = body,
            ["breaking"] = breaking,
        };
        var id = (string)(await PostAsync("articles", article))["id"]!;
        await PostAsync($"articles/{id}/publish", []);
        return id;
    }

    /// <summary>Another publication with a section and a key for KakaoTalk, at its id as a name below localhost.</summary>
    public async Task<Uri> AddSiteAsync(string id, string kakaoKey)
    {
        var host = $"{id}.localhost";
        await SendAsync(HttpMethod.Put, $"sites/{id}", new JsonObject { ["name"] = id, ["hosts"] = new JsonArray(host), ["kakaoKey"] = kakaoKey });
        await SendAsync(HttpMethod.Put, $"sections/{Section}", new JsonObject { ["name"] = "지역", ["site"] = id });
        return new UriBuilder(Url) { Host = host }.Uri;
    }

    /// <summary>Another publication with these sections, at its id as a name below localhost.</summary>
    public async Task<Uri> AddSiteAsync(string id, IEnumerable<string> sections)
    {
        var host = $"{id}.localhost";
        await SendAsync(HttpMethod.Put, $"sites/{id}", new JsonObject { ["name"] = id, ["hosts"] = new JsonArray(host) });
        foreach (var section in sections)
        {
            await SendAsync(HttpMethod.Put, $"sections/{section}", new JsonObject { ["name"] = section, ["site"] = id });
        }

        return new UriBuilder(Url) { Host = host }.Uri;
    }

    /// <summary>A publication that lets pages of an origin embed it, with a section, a slot and a campaign of its own.</summary>
    public async Task AddEmbeddedSiteAsync(string id, string origin)
    {
        await SendAsync(HttpMethod.Put, $"sites/{id}", new JsonObject { ["name"] = "가람일보", ["embedOrigins"] = new JsonArray(origin) });
        await SendAsync(HttpMethod.Put, $"sections/{Section}", new JsonObject { ["name"] = "지역", ["site"] = id });
        await AddBannerAsync(id);
    }

    /// <summary>
    /// A publication at its id below localhost, and embeddable by an origin, whose one slot is filled by a campaign that is
    /// paid for what is viewable. Returns the campaign's id.
    /// </summary>
    public async Task<string> AddCountedSiteAsync(string id, string origin, int intervalSeconds)
    {
        await SendAsync(
            HttpMethod.Put,
            $"sites/{id}",
            new JsonObject { ["name"] = "가람일보", ["hosts"] = new JsonArray($"{id}.localhost"), ["embedOrigins"] = new JsonArray(origin) });
        await SendAsync(HttpMethod.Put, $"sections/{Section}", new JsonObject { ["name"] = "지역", ["site"] = id });
        return await AddBannerAsync(
            id, new JsonObject { ["pricing"] = "viewable", ["priceWon"] = 3_000, ["goal"] = 1_000, ["pacing"] = "fast" }, intervalSeconds);
    }

    public async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>($"/api/v1/{path}"))!;

    /// <summary>What the budget of a campaign has counted until now.</summary>
    public async Task<JsonNode> CountsAsync(string campaign) =>
        (await _http.GetFromJsonAsync<JsonNode>($"/api/v1/campaigns/{campaign}/statistics"))!["counts"]!;

    /// <summary>A link to a campaign's page: its id and its address.</summary>
    public async Task<(string Id, string Url)> AddLinkAsync(string campaign)
    {
        var link = await PostAsync($"campaigns/{campaign}/links", new JsonObject { ["label"] = "시험", ["until"] = TimeProvider.System.GetUtcNow().AddDays(1) });
        return ((string)link["id"]!, (string)link["url"]!);
    }

    public Task RevokeLinkAsync(string campaign, string link) => SendAsync(HttpMethod.Delete, $"campaigns/{campaign}/links/{link}", []);

    public Task CorrectAsync(string id, string note, string headline, string body) =>
        PostAsync($"articles/{id}/correct", new JsonObject { ["note"] = note, ["headline"] = headline, ["body"] = body });

    public Task RetractAsync(string id, string reason) =>
        PostAsync($"articles/{id}/retract", new JsonObject { ["reason"] = reason });

    public Task PauseAsync() => PostAsync($"campaigns/{CampaignId}/pause", []);

    public Task ResumeAsync() => PostAsync($"campaigns/{CampaignId}/resume", []);

    /// <summary>Reports the same reading of every station: a jump at one alone would be held back.</summary>
    public async Task ObserveAsync(decimal temperature, string sky, string source = "기상청")
    {
        var stations = await _http.GetFromJsonAsync<JsonNode>("/api/v1/weather/stations");
        var rows = stations!["stations"]!.AsArray().Select(station => (JsonNode)new JsonObject
        {
            ["stationId"] = (int)station!["id"]!,
            ["sky"] = sky,
            ["temperatureCelsius"] = temperature,
        });
        await PostAsync("weather/observations", new JsonObject
        {
            ["observedAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture),
            ["source"] = source,
            ["observations"] = new JsonArray([.. rows]),
        });
    }

    private async Task SetUpAsync()
    {
        await SendAsync(HttpMethod.Put, $"sections/{Section}", new JsonObject { ["name"] = "지역" });
        CampaignId = await AddBannerAsync("default");
        await ObserveAsync(15.8m, "맑음");
    }

    /// <summary>A slot and a campaign that fills it; returns the campaign's id.</summary>
    private async Task<string> AddBannerAsync(string site, JsonObject? terms = null, int intervalSeconds = 5)
    {
        await PostAsync("slots", new JsonObject { ["id"] = "article-bottom", ["site"] = site, ["sizes"] = new JsonArray("728x90"), ["intervalSeconds"] = intervalSeconds });
        var advertiser = await PostAsync("advertisers", new JsonObject { ["name"] = "동네 책방" });
        var booking = terms ?? [];
        booking["advertiserId"] = (string)advertiser["id"]!;
        booking["site"] = site;
        booking["name"] = "겨울";
        booking["slots"] = new JsonArray("article-bottom");
        var campaign = await PostAsync("campaigns", booking);
        var id = (string)campaign["id"]!;
        await PostAsync("creatives", new JsonObject
        {
            ["campaignId"] = id,
            ["kind"] = "text",
            ["text"] = Banner,
            ["landingUrl"] = "https://example.com/",
        });
        await UntilServedAsync(site);
        return id;
    }

    /// <summary>Whoever asks first may be answered before the gateway has numbers of the campaign, and asks again an interval later.</summary>
    private async Task UntilServedAsync(string site)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/ads/decisions")
            {
                Headers = { { "User-Agent", BrowserAgent.Chrome } },
                Content = JsonContent.Create(new JsonObject { ["site"] = site, ["slots"] = new JsonArray("article-bottom") }),
            };
            using var response = await _http.SendAsync(request, late.Token);
            response.EnsureSuccessStatusCode();
            if ((await response.Content.ReadFromJsonAsync<JsonNode>(late.Token))!["decisions"]![0]!["ticket"] is not null)
            {
                return;
            }

            await Task.Delay(100, late.Token);
        }
    }

    public Task<JsonNode> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>Sends a file that must be taken.</summary>
    public async Task<JsonNode> UploadAsync(string path, byte[] content)
    {
        using var response = await _http.PostAsync($"/api/v1/{path}", new ByteArrayContent(content));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>A call of the management API that must succeed.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
