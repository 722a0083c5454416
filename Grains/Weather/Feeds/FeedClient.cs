using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Weather.Feeds.Formats;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>
/// Calls a source within bounds of time and size, and follows nobody elsewhere. Addresses hold the key, so none is logged,
/// counted or put into an exception.
/// </summary>
internal sealed class FeedClient : IDisposable
{
    private const int ETagLengthMax = 200;
    private const int ReadBytes = 64 * 1024;

    private readonly HttpClient _http;
    private readonly IOptions<FeedsOptions> _options;
    private readonly TimeProvider _time;

    public FeedClient(IOptions<FeedsOptions> options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            MaxConnectionsPerServer = 2,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Spans of calls would carry their addresses.
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var version = typeof(FeedClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0";
        _http.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", options.Value.Contact is { Length: > 0 } contact ? $"Sokbo/{version} (+{contact})" : $"Sokbo/{version}");
    }

    public async Task<FeedAnswer> GetAsync(Uri address, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_options.Value.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (etag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            }

            request.Headers.IfModifiedSince = lastModified;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return CodeOf(response.StatusCode) is { } code
                ? new FeedAnswer { Code = code, RetryAfter = RetryAfterOf(response.Headers.RetryAfter) }
                : await ReadAsync(response, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FeedAnswer { Code = "timed-out" };
        }
        catch (HttpRequestException)
        {
            return new FeedAnswer { Code = "unreachable" };
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new FeedAnswer { Code = "broken-off" };
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<FeedAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[ReadBytes];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            // Counted after decompression: a small answer may unpack to a large one.
            if (body.Length + read > FeedBody.BytesMax)
            {
                return new FeedAnswer { Code = FeedCodes.TooLarge };
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        var etag = response.Headers.ETag?.ToString();
        return new FeedAnswer
        {
            Body = body.ToArray(),
            ETag = etag?.Length <= ETagLengthMax ? etag : null,
            LastModified = response.Content.Headers.LastModified,
        };
    }

    /// <summary>Null where there is a body to read.</summary>
    private static string? CodeOf(HttpStatusCode status) => (int)status switch
    {
        200 => null,
        304 => FeedAnswer.NotModified,
        >= 300 and < 400 => "redirect",
        401 => "unauthorised",
        403 => "forbidden",
        429 => "too-many-calls",
        >= 500 => "server-error",
        _ => "other-status",
    };

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
}
