using System.Net.Http.Json;
using System.Text.Json;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>Books campaigns through the API and reads what was counted. Whatever fails is repeated as the same operation.</summary>
internal sealed class AdDesk(HttpClient api)
{
    private const int AttemptsMax = 60;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    public Task<JsonElement> SlotAsync(string id) => CreateAsync("/api/v1/slots", new { id, sizes = (string[])["728x90"] });

    public async Task<string> AdvertiserAsync(string name) =>
        (await CreateAsync("/api/v1/advertisers", new { name })).GetProperty("id").GetString()!;

    /// <summary>A campaign with one text banner.</summary>
    public async Task<AdCampaign> BookAsync(string advertiser, string pricing, long goal, IReadOnlyList<string> slots)
    {
        var campaign = (await CreateAsync("/api/v1/campaigns", new
        {
            advertiserId = advertiser,
            name = $"{pricing} {goal}",
            slots,
            pricing,
            priceWon = 3_000,
            goal,
            pacing = "fast",
        })).GetProperty("id").GetString()!;
        await CreateAsync("/api/v1/creatives", new { campaignId = campaign, kind = "text", text = "견본", landingUrl = "https://example.kr/" });
        return new AdCampaign(campaign, pricing, goal);
    }

    /// <summary>Returns when the gateway has said that the campaign is paused.</summary>
    public Task PauseAsync(string campaign) => CreateAsync($"/api/v1/campaigns/{campaign}/pause", new { });

    public Task ResumeAsync(string campaign) => CreateAsync($"/api/v1/campaigns/{campaign}/resume", new { });

    public async Task<JsonElement> StatisticsAsync(string campaign) => await ReadAsync($"/api/v1/campaigns/{campaign}/statistics");

    /// <summary>What the rows of the ledger sum up to, and whether that is what the budget says.</summary>
    public async Task<JsonElement> AuditAsync(string campaign) => await ReadAsync($"/api/v1/campaigns/{campaign}/audit");

    private async Task<JsonElement> CreateAsync(string path, object body)
    {
        var operation = Guid.NewGuid().ToString("N");
        return await RepeatAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", operation);
            return request;
        });
    }

    private Task<JsonElement> ReadAsync(string path) => RepeatAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    private async Task<JsonElement> RepeatAsync(Func<HttpRequestMessage> make)
    {
        for (var attempt = 1; ; attempt++)
        {
            string problem;
            try
            {
                using var request = make();
                using var response = await api.SendAsync(request);
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadFromJsonAsync<JsonElement>();
                }

                problem = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                problem = error.Message;
            }

            if (attempt == AttemptsMax)
            {
                throw new TimeoutException($"Not after {AttemptsMax} attempts: {problem}");
            }

            await Task.Delay(RetryPause);
        }
    }
}
