using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sokbo.Standalone.Sample;

/// <summary>Calls of the management API of this process.</summary>
internal sealed class SampleApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;

    public SampleApi(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = new Uri(address, "/api/v1/"), Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    /// <summary>Creates, or replaces the revision of <paramref name="revision"/>.</summary>
    public Task<JsonNode> PutAsync(string path, JsonNode body, int? revision, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(body), request =>
        {
            if (revision is { } number)
            {
                request.Headers.IfMatch.Add(new EntityTagHeaderValue(FormattableString.Invariant($"\"{number}\"")));
            }
        }, cancellationToken);

    /// <summary>Makes what <paramref name="operation"/> names: the repetition with the same name makes nothing new.</summary>
    public Task<JsonNode> PostAsync(string path, JsonNode body, string operation, CancellationToken cancellationToken) =>
        PostAsync(path, JsonContent.Create(body), operation, cancellationToken);

    public Task<JsonNode> PostAsync(string path, HttpContent content, string operation, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, content, request => request.Headers.Add("Idempotency-Key", $"sample-{operation}"), cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), _ => { }, cancellationToken);

    private async Task<JsonNode> SendAsync(
        HttpMethod method, string path, HttpContent content, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        prepare(request);
        using var response = await _http.SendAsync(request, cancellationToken);
        return await ReadAsync(response, path, cancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
        }

        return response.StatusCode == HttpStatusCode.NoContent || text.Length == 0
            ? new JsonObject()
            : JsonNode.Parse(text) ?? throw new JsonException($"{path} answered null.");
    }
}
