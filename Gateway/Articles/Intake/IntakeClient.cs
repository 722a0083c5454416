using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Calls sources within bounds of time and size. Hosts are those that an operator has named, redirects included, and the
/// address that is connected to is the one that was looked at: a name that means another address a moment later gains nothing.
/// </summary>
internal sealed class IntakeClient : IDisposable
{
    private const int RedirectsMax = 3;
    private const int ETagLengthMax = 200;
    private const int ReadBytes = 64 * 1024;

    private readonly IntakeOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public IntakeClient(IOptions<IntakeOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            MaxConnectionsPerServer = 2,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Sokbo");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.9, application/x-ndjson;q=0.9, */*;q=0.1");
    }

    public void Dispose() => _http.Dispose();

    public async Task<IntakeAnswer> GetAsync(Uri address, IntakeTurn turn, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            for (var redirects = 0; redirects <= RedirectsMax; redirects++)
            {
                if (!IsAllowed(address))
                {
                    return new IntakeAnswer { Code = "host-not-allowed" };
                }

                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (turn.ETag is { } etag)
                {
                    request.Headers.TryAddWithoutValidation("If-None-Match", etag);
                }

                request.Headers.IfModifiedSince = turn.LastModified;
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
                if (response.StatusCode is >= HttpStatusCode.MovedPermanently and < HttpStatusCode.BadRequest and not HttpStatusCode.NotModified
                    && response.Headers.Location is { } location)
                {
                    if (Refuse(address, location, out address) is { } refusal)
                    {
                        return new IntakeAnswer { Code = refusal };
                    }

                    continue;
                }

                return CodeOf(response.StatusCode) is { } code
                    ? new IntakeAnswer { Code = code, RetryAfter = RetryAfterOf(response.Headers.RetryAfter) }
                    : await ReadAsync(response, both.Token);
            }

            return new IntakeAnswer { Code = "too-many-redirects" };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new IntakeAnswer { Code = "timed-out" };
        }
        catch (HttpRequestException error)
        {
            return new IntakeAnswer
            {
                Code = error.InnerException is PrivateAddressException ? "private-address"
                    : error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError ? "unreachable"
                    : "broken-off",
            };
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new IntakeAnswer { Code = "broken-off" };
        }
    }

    /// <summary>Why a redirect is not followed; null where it is.</summary>
    /// <param name="from">Where it was met.</param>
    /// <param name="location">What it says.</param>
    /// <param name="next">Where it leads.</param>
    internal static string? Refuse(Uri from, Uri location, out Uri next)
    {
        if (!Uri.TryCreate(from, location, out var whole))
        {
            next = from;
            return "bad-redirect";
        }

        next = whole;
        return from.Scheme == Uri.UriSchemeHttps && whole.Scheme != Uri.UriSchemeHttps ? "redirect-to-http" : null;
    }

    private bool IsAllowed(Uri address) =>
        address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && _options.Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = _options.PrivateAddresses ? addresses : [.. addresses.Where(PublicAddress.Is)];
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IntakeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[ReadBytes];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            // Counted after decompression: a small answer may unpack to a large one.
            if (body.Length + read > _options.KibibytesMax * 1024L)
            {
                return new IntakeAnswer { Code = "too-large" };
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        var etag = response.Headers.ETag?.ToString();
        return new IntakeAnswer
        {
            Body = body.ToArray(),
            Charset = response.Content.Headers.ContentType?.CharSet?.Trim('"'),
            ETag = etag?.Length <= ETagLengthMax ? etag : null,
            LastModified = response.Content.Headers.LastModified,
        };
    }

    /// <summary>Null where there is a body to read.</summary>
    private static string? CodeOf(HttpStatusCode status) => (int)status switch
    {
        200 => null,
        304 => IntakeAnswer.NotModified,
        401 or 403 => "forbidden",
        404 or 410 => "not-found",
        429 => "too-many-calls",
        >= 500 => "server-error",
        _ => "other-status",
    };

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);

    private sealed class PrivateAddressException() : IOException("None of the host's addresses is public.");
}
