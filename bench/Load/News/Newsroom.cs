using System.Globalization;
using System.Text;
using System.Text.Json;
using Sokbo.Load.Ads;

namespace Sokbo.Load.News;

/// <summary>An editor who works with the API over one connection.</summary>
internal sealed class Newsroom(int port, string key) : IDisposable
{
    private const int TriesMax = 10;

    private static readonly TimeSpan TriesPause = TimeSpan.FromSeconds(1);

    private readonly HttpLine _line = new(port);

    /// <returns>The id of a draft.</returns>
    public async Task<string> DraftAsync(int number, string mark)
    {
        using var article = await SendAsync("/api/v1/articles", SampleText.Json(number, mark), 201);
        return article.RootElement.GetProperty("id").GetString()!;
    }

    public async Task PublishAsync(string id)
    {
        using var _ = await SendAsync($"/api/v1/articles/{id}/publish", "{}", 200);
    }

    /// <returns>The answer, with its receipt.</returns>
    public Task<JsonDocument> RetractAsync(string id) => SendAsync($"/api/v1/articles/{id}/retract", """{"reason":"사실과 달라 취소합니다."}""", 200);

    /// <returns>The answer, with its receipt.</returns>
    public Task<JsonDocument> HoldAsync(string id) => SendAsync($"/api/v1/articles/{id}/hold", """{"notice":"확인하고 있습니다."}""", 200);

    public void Dispose() => _line.Dispose();

    private async Task<JsonDocument> SendAsync(string path, string json, int expected)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {key}\r\nIdempotency-Key: {Guid.NewGuid():N}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        var status = await _line.AskAsync((byte[])[.. head, .. body], CancellationToken.None);
        for (var attempt = 1; status == 503 && attempt < TriesMax; attempt++)
        {
            // It is not known whether it took effect, and with the same key it does so once.
            await Task.Delay(TriesPause);
            status = await _line.AskAsync((byte[])[.. head, .. body], CancellationToken.None);
        }

        return status == expected
            ? JsonDocument.Parse(_line.Body())
            : throw new InvalidOperationException($"POST {path} was answered with {status}: {Encoding.UTF8.GetString(_line.Body())}");
    }
}
