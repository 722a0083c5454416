using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media.S3;

/// <summary>
/// A bucket of an S3-compatible store. What was read stays in memory up to a bound: a name never shows anything else, and
/// whether it may be shown at all is asked elsewhere. All who want one object wait for the same load of it, and only a few
/// objects are loaded at once: a breaking picture on thousands of pages is one call, whatever its size.
/// </summary>
internal sealed class S3MediaStore : IMediaStore, IDisposable
{
    public const string ClientName = "s3";

    private const int TriesMax = 3;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly S3Options _options;
    private readonly S3Credentials _credentials;
    private readonly Uri _endpoint;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly MemoryCache? _cache;
    private readonly ConcurrentDictionary<MediaName, Lazy<Task<byte[]?>>> _loading = new();
    private readonly SemaphoreSlim _places;

    public S3MediaStore(IOptions<MediaOptions> options, IHttpClientFactory clients, TimeProvider time)
    {
        _options = options.Value.S3;
        _credentials = new S3Credentials(_options.AccessKey!, _options.SecretKey!, _options.Region);
        _endpoint = new Uri(_options.Endpoint!);
        _clients = clients;
        _time = time;
        _places = new SemaphoreSlim(_options.LoadsMax);
        _cache = _options.CacheMebibytes == 0 ? null : new MemoryCache(new MemoryCacheOptions { SizeLimit = _options.CacheMebibytes * 1024L * 1024L });
    }

    public void Dispose()
    {
        _cache?.Dispose();
        _places.Dispose();
    }

    public async Task<bool> PutAsync(MediaName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Put, name, content.ToArray(), cancellationToken);
        ThrowUnless(answer.IsSuccessStatusCode, answer, name);
        return true;
    }

    public async Task<Stream?> OpenAsync(MediaName name, CancellationToken cancellationToken)
    {
        var content = _cache?.Get<byte[]>(name) ?? await _loading.GetOrAdd(name, Begin).Value.WaitAsync(cancellationToken);
        return content is null ? null : new MemoryStream(content, writable: false);
    }

    public async Task<long?> SizeAsync(MediaName name, CancellationToken cancellationToken)
    {
        if (_cache?.Get<byte[]>(name) is { } kept)
        {
            return kept.Length;
        }

        using var answer = await SendAsync(HttpMethod.Head, name, null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        ThrowUnless(answer.IsSuccessStatusCode, answer, name);
        return answer.Content.Headers.ContentLength ?? throw new IOException($"The S3 store does not say how long {name.Key} is.");
    }

    public async Task RemoveAsync(MediaName name, CancellationToken cancellationToken)
    {
        _cache?.Remove(name);
        using var answer = await SendAsync(HttpMethod.Delete, name, null, cancellationToken);
        ThrowUnless(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound, answer, name);
    }

    private Lazy<Task<byte[]?>> Begin(MediaName name) => new(() => LoadAsync(name));

    /// <summary>For all who wait, so that none of them ends it by leaving.</summary>
    private async Task<byte[]?> LoadAsync(MediaName name)
    {
        try
        {
            if (!await _places.WaitAsync(TimeSpan.FromSeconds(_options.TimeoutSeconds)))
            {
                throw new IOException($"{name.Key} was not loaded: {_options.LoadsMax} other objects are being loaded for long. See Media in docs/RUNBOOK.md.");
            }

            try
            {
                // Who asked while another load ended may have missed both.
                return _cache?.Get<byte[]>(name) ?? await FetchAsync(name);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            _loading.TryRemove(name, out _);
        }
    }

    private async Task<byte[]?> FetchAsync(MediaName name)
    {
        using var answer = await SendAsync(HttpMethod.Get, name, null, CancellationToken.None);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        ThrowUnless(answer.IsSuccessStatusCode, answer, name);
        var content = await answer.Content.ReadAsByteArrayAsync();
        _cache?.Set(name, content, new MemoryCacheEntryOptions { Size = content.Length, SlidingExpiration = KeptFor });
        return content;
    }

    /// <summary>Every call is idempotent, so what failed for no reason of ours is tried again.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, MediaName name, byte[]? content, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var client = _clients.CreateClient(ClientName);
                client.Timeout = TimeSpan.FromSeconds(_options.TimeoutSeconds);
                using var request = Sign(method, name, content);
                var answer = await client.SendAsync(request, cancellationToken);
                if ((int)answer.StatusCode < 500 || attempt == TriesMax)
                {
                    return answer;
                }

                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < TriesMax)
            {
                // Once more, after the pause.
            }
            catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new IOException($"The S3 store did not answer for {name.Key}. See Media in docs/RUNBOOK.md.", error);
            }

            await Task.Delay(Pause * attempt, _time, cancellationToken);
        }
    }

    private HttpRequestMessage Sign(HttpMethod method, MediaName name, byte[]? content)
    {
        // The bucket in the path: names of hosts for each bucket are what other stores often lack.
        var path = $"{_endpoint.AbsolutePath.TrimEnd('/')}/{_options.Bucket}/{_options.Prefix}{name.Key}";
        var at = _time.GetUtcNow();
        var hash = S3Signature.HashOf(content);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = _endpoint.Authority,
            ["x-amz-content-sha256"] = hash,
            ["x-amz-date"] = S3Signature.Time(at),
        };
        var request = new HttpRequestMessage(method, new Uri(_endpoint, S3Signature.Escape(path)));
        request.Headers.Host = _endpoint.Authority;
        request.Headers.Add("x-amz-content-sha256", hash);
        request.Headers.Add("x-amz-date", headers["x-amz-date"]);
        var authorization = S3Signature.Authorization(new S3Request(method.Method, path, headers, hash, at), _credentials);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (content is not null)
        {
            request.Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(name.ContentType) } };
        }

        return request;
    }

    private static void ThrowUnless(bool holds, HttpResponseMessage answer, MediaName name)
    {
        if (!holds)
        {
            throw new IOException($"The S3 store answered {(int)answer.StatusCode} for {name.Key}. See Media in docs/RUNBOOK.md.");
        }
    }
}
