using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.S3;
using Xunit;

namespace Sokbo.Gateway.Tests.Media.S3;

/// <summary>Against a server on the loopback that keeps objects for who signs rightly, and for nobody else.</summary>
public sealed class S3MediaStoreTests : IAsyncLifetime
{
    private const string Secret = "a-secret/with+signs";

    private static readonly string[] Signed = ["host", "x-amz-content-sha256", "x-amz-date"];

    private static readonly byte[] Content = [.. Enumerable.Range(0, 5_000).Select(number => (byte)number)];
    private static readonly MediaName Name = MediaName.Of(Content, MediaType.WebP) with { Shelf = MediaShelf.Pictures, Width = 480 };

    private readonly ConcurrentDictionary<string, (byte[] Content, string? Type)> _objects = new();
    private readonly WebApplication _server = Server();
    private int _calls;
    private int _failures;
    private int _callsAtOnce;
    private int _callsAtOnceMax;
    private long _bytes;
    private TaskCompletionSource? _held;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.Run(AnswerAsync);
        await _server.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_put_is_there_for_everybody_until_it_is_removed()
    {
        using var store = Store();
        using var other = Store(cache: 0);

        Assert.Null(await store.OpenAsync(Name, Cancellation));
        Assert.True(await store.PutAsync(Name, Content, Cancellation));
        Assert.Equal(Content, await ReadAsync(other));
        await store.RemoveAsync(Name, Cancellation);
        await store.RemoveAsync(Name, Cancellation);

        Assert.Null(await other.OpenAsync(Name, Cancellation));
        Assert.Empty(_objects);
    }

    [Fact]
    public async Task An_object_is_named_by_prefix_and_hash_and_has_its_type()
    {
        using var store = Store();

        await store.PutAsync(Name, Content, Cancellation);

        var (path, kept) = Assert.Single(_objects);
        Assert.Equal(($"/press/sokbo/pictures/{Name.Hash[..2]}/{Name.Hash}-480.webp", "image/webp"), (path, kept.Type));
    }

    [Fact]
    public async Task What_was_read_is_not_asked_for_again()
    {
        using var store = Store();
        await store.PutAsync(Name, Content, Cancellation);

        await ReadAsync(store);
        var calls = _calls;
        var again = await ReadAsync(store);

        Assert.Equal((Content.Length, calls), (again!.Length, _calls));
    }

    /// <summary>A breaking picture on thousands of pages: all ask before the first has it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task However_many_want_one_object_it_is_loaded_once_and_only_a_few_objects_at_once(int cache)
    {
        using var store = Store(cache: cache, loads: 2);
        var names = Enumerable.Range(1, 6).Select(width => Name with { Width = width }).ToArray();
        foreach (var name in names)
        {
            await store.PutAsync(name, Content, Cancellation);
        }

        (_calls, _held) = (0, new TaskCompletionSource());
        var readers = names.SelectMany(name => Enumerable.Range(0, 300).Select(_ => store.OpenAsync(name, Cancellation))).ToArray();
        using var left = new CancellationTokenSource();
        var impatient = store.OpenAsync(names[0], left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await Eventually.TrueAsync(() => _calls == 2);
        Assert.DoesNotContain(readers, reader => reader.IsCompleted);
        _held.SetResult();

        Assert.All(await Task.WhenAll(readers), stream => Assert.Equal(Content.Length, stream!.Length));
        Assert.Equal((names.Length, 2), (_calls, _callsAtOnceMax));
    }

    [Fact]
    public async Task How_long_an_object_is_is_known_without_loading_it()
    {
        using var store = Store();
        await store.PutAsync(Name, Content, Cancellation);
        _bytes = 0;

        Assert.Equal((Content.Length, null), (await store.SizeAsync(Name, Cancellation), await store.SizeAsync(Name with { Width = 960 }, Cancellation)));
        Assert.Equal(0, _bytes);
    }

    [Fact]
    public async Task A_store_that_is_away_is_an_error_of_input_and_output_for_all_who_wait()
    {
        using var store = Store();
        await _server.StopAsync(Cancellation);

        await Assert.ThrowsAsync<IOException>(() => store.OpenAsync(Name, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => store.SizeAsync(Name, Cancellation));
    }

    [Fact]
    public async Task A_wrong_key_is_an_error_and_not_an_absence()
    {
        using var store = Store(secret: "another");

        var put = await Assert.ThrowsAsync<IOException>(() => store.PutAsync(Name, Content, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => store.OpenAsync(Name, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => store.RemoveAsync(Name, Cancellation));

        Assert.Contains("403", put.Message, StringComparison.Ordinal);
        Assert.Empty(_objects);
    }

    [Fact]
    public async Task What_fails_for_a_moment_is_tried_again_and_not_for_ever()
    {
        using var store = Store();
        _failures = 2;
        Assert.True(await store.PutAsync(Name, Content, Cancellation));
        _failures = 9;

        await Assert.ThrowsAsync<IOException>(() => store.PutAsync(Name, Content, Cancellation));

        Assert.Equal(6, _failures);
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        if (_held is { } held)
        {
            lock (_objects)
            {
                _callsAtOnceMax = Math.Max(_callsAtOnceMax, ++_callsAtOnce);
            }

            await held.Task;
            lock (_objects)
            {
                _callsAtOnce--;
            }
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var content = body.ToArray();
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var path = context.Request.Path.Value!;
        if (!IsSigned(context.Request, content))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (context.Request.Method == HttpMethods.Put)
        {
            _objects[path] = (content, context.Request.ContentType);
        }
        else if (context.Request.Method == HttpMethods.Delete)
        {
            _objects.TryRemove(path, out _);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (_objects.TryGetValue(path, out var kept))
        {
            context.Response.ContentLength = kept.Content.Length;
            if (HttpMethods.IsGet(context.Request.Method))
            {
                Interlocked.Add(ref _bytes, kept.Content.Length);
                await context.Response.Body.WriteAsync(kept.Content);
            }
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>What the server sees on the wire, signed with the key that it knows: the same, or refused.</summary>
    private static bool IsSigned(HttpRequest request, byte[] content)
    {
        var names = request.Headers.Authorization.ToString().Split("SignedHeaders=")[^1].Split(',')[0].Split(';');
        var time = request.Headers["x-amz-date"].ToString();
        var headers = names.ToDictionary(name => name, name => request.Headers[name].ToString(), StringComparer.Ordinal);
        var at = DateTimeOffset.ParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var signed = new S3Request(request.Method, request.Path.Value!, headers, S3Signature.HashOf(content), at);
        return Signed.All(names.Contains)
            && request.Headers["x-amz-content-sha256"] == signed.ContentHash
            && request.Headers.Authorization == S3Signature.Authorization(signed, new S3Credentials("key", Secret, "kr-1"));
    }

    private static async Task<byte[]?> ReadAsync(S3MediaStore store)
    {
        await using var stream = await store.OpenAsync(Name, Cancellation);
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, Cancellation);
        return content;
    }

    private S3MediaStore Store(string secret = Secret, int cache = 1, int loads = 8) => new(
        Options.Create(new MediaOptions
        {
            S3 = new S3Options { Endpoint = _server.Urls.First(), Bucket = "press", Prefix = "sokbo/", Region = "kr-1", AccessKey = "key", SecretKey = secret, CacheMebibytes = cache, LoadsMax = loads },
        }),
        new ServiceCollection().AddHttpClient().BuildServiceProvider().GetRequiredService<IHttpClientFactory>(),
        TimeProvider.System);
}
