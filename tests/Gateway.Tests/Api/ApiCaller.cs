using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sokbo.Gateway.Tests.Api;

/// <summary>Calls the API as a client would.</summary>
public sealed class ApiCaller(HttpClient client) : IDisposable
{
    public void Dispose() => client.Dispose();

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<ApiAnswer> PutAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), ifMatch: ifMatch);

    /// <summary>With a new Idempotency-Key unless one is given; an empty one is left out.</summary>
    public Task<ApiAnswer> PostAsync(string path, object body, string? idempotencyKey = null, string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), idempotencyKey ?? Guid.NewGuid().ToString("N"), ifMatch);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, string? body, string? idempotencyKey = null, string? ifMatch = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

            // A body that is refused unread ends the connection while it is being sent, and then the answer may be lost.
            request.Headers.ExpectContinue = body.Length >= 1024 * 1024;
        }

        if (!string.IsNullOrEmpty(idempotencyKey))
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        return new ApiAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString());
    }
}
