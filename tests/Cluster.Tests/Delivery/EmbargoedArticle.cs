using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>An article that is ready and may not be shown before a moment.</summary>
internal sealed class EmbargoedArticle : IDisposable
{
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskBound = TimeSpan.FromSeconds(1);

    private readonly HttpClient _api;

    private EmbargoedArticle(HttpClient api, string id)
    {
        _api = api;
        Id = id;
    }

    public string Id { get; }

    public DateTimeOffset Moment { get; private set; }

    public static async Task<EmbargoedArticle> DraftAsync(ServiceProcess gateway)
    {
        var api = ProcessCluster.Api(gateway);
        var draft = await PostAsync(api, "/api/v1/articles", new { section = ProcessCluster.Section, headline = "아직 아무도 못 읽는 기사", body = "<p>본문.</p>" });
        return new EmbargoedArticle(api, draft.GetProperty("id").GetString()!);
    }

    /// <summary>From now on it goes out by itself, so long from now.</summary>
    public async Task EmbargoAsync(TimeSpan wait)
    {
        var second = TimeProvider.System.GetUtcNow().Add(wait).ToUnixTimeSeconds();
        Moment = DateTimeOffset.FromUnixTimeSeconds(second);
        await PostAsync(_api, $"/api/v1/articles/{Id}/embargo", new { until = Moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), zone = "UTC" });
        await PostAsync(_api, $"/api/v1/articles/{Id}/publish", new { });
    }

    /// <summary>Asks for it all the time until it is published. As the newsroom, who may always read it.</summary>
    /// <param name="bound">How long that may take in all.</param>
    /// <returns>When the first question was answered after one that was not, and when it was published.</returns>
    public async Task<(DateTimeOffset Answered, DateTimeOffset Published)> PublishedAsync(TimeSpan bound)
    {
        var began = TimeProvider.System.GetUtcNow();
        DateTimeOffset? answered = null;
        while (TimeProvider.System.GetUtcNow() - began < bound)
        {
            var stage = await StageAsync();
            var now = TimeProvider.System.GetUtcNow();
            answered = stage is null ? null : answered ?? now;
            if (stage == "published")
            {
                return (answered!.Value, now);
            }

            await Task.Delay(AskPause);
        }

        throw new TimeoutException($"article/{Id}, due at {Moment:O}, was not published within {bound.TotalSeconds:0} s.");
    }

    public void Dispose() => _api.Dispose();

    /// <summary>Null while its owner does not answer.</summary>
    private async Task<string?> StageAsync()
    {
        using var patience = new CancellationTokenSource(AskBound);
        try
        {
            using var response = await _api.GetAsync(new Uri($"/api/v1/articles/{Id}", UriKind.Relative), patience.Token);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("state").GetString()
                : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<JsonElement> PostAsync(HttpClient api, string path, object body)
    {
        using var request = ArticlePublisher.Request(HttpMethod.Post, path, body, Guid.NewGuid().ToString());
        using var response = await api.SendAsync(request);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"POST {path} was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }
}
