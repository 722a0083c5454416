using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;
using Xunit;

namespace Sokbo.Gateway.Tests.Media.Pictures;

/// <summary>What readers and caches are answered, over a store and topics that a test puts.</summary>
public sealed class PictureAnswersTests : IAsyncLifetime
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3_000).Select(number => (byte)number)];
    private static readonly MediaName Name = MediaName.Of(Content, MediaType.Jpeg) with { Shelf = MediaShelf.Pictures };

    private readonly FixedTopics _topics = new();
    private readonly Shelf _shelf = new();
    private readonly WebApplication _server;
    private readonly HttpClient _client = new();

    public PictureAnswersTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Media:PurgeUrl"] = "https://cdn.example/purge";
        builder.Services.AddMedia().AddSingleton<IMediaStore>(_shelf).AddSingleton<ITopicReader>(_topics)
            .AddSingleton(TimeProvider.System).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        builder.Services.RemoveAll<IHostedService>();
        _server = builder.Build();
        _server.MapPictureAnswers();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Cancellation);
        _client.BaseAddress = new Uri(_server.Urls.First());
        _topics.Put(TopicName.Picture(Name.Hash), new PictureState
        {
            Info = new PictureInfo { Url = Name.Path, Width = 10, Height = 10, Frames = 1, Bytes = Content.Length, Holder = "김사진", At = DateTimeOffset.UnixEpoch },
            Uses = [new PictureUse("a", 1, Shown: true)],
            WasShown = true,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Shared_caches_may_keep_for_long_only_what_comes_from_a_gateway_that_would_know_of_a_retraction()
    {
        var (_, heard) = await GetAsync();
        _topics.Old = true;
        var (_, cutOff) = await GetAsync();

        Assert.Equal(
            (TimeSpan.FromMinutes(5), (TimeSpan?)TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), (TimeSpan?)null),
            (heard.Headers.CacheControl!.MaxAge, heard.Headers.CacheControl.SharedMaxAge, cutOff.Headers.CacheControl!.MaxAge, cutOff.Headers.CacheControl.SharedMaxAge));
    }

    [Fact]
    public async Task Who_has_it_or_asks_only_for_its_head_does_not_make_the_store_read_it()
    {
        var (content, whole) = await GetAsync();
        Assert.Equal(Content, content);

        var (_, known) = await GetAsync(HttpMethod.Get, whole.Headers.ETag!.ToString());
        var (none, head) = await GetAsync(HttpMethod.Head);
        var (_, knownHead) = await GetAsync(HttpMethod.Head, "*");
        var (_, other) = await GetAsync(HttpMethod.Get, "\"another\"");

        Assert.Equal(
            (HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK),
            (known.StatusCode, head.StatusCode, knownHead.StatusCode, other.StatusCode));
        Assert.Equal((0, (long?)Content.Length, "image/jpeg", 2), (none.Length, head.Content.Headers.ContentLength, head.Content.Headers.ContentType!.ToString(), _shelf.Opened));
        Assert.All([whole, known, head], answer => Assert.Equal($"\"{Name.Hash}\"", answer.Headers.ETag!.ToString()));
        Assert.All([whole, known, head], answer => Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single()));
    }

    [Fact]
    public async Task While_the_store_does_not_answer_readers_are_told_to_come_again()
    {
        _shelf.Fails = true;

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var (_, answer) = await GetAsync(method);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-store", "5"), (answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Headers.RetryAfter!.ToString()));
        }
    }

    private async Task<(byte[] Content, HttpResponseMessage Answer)> GetAsync(HttpMethod? method = null, string? known = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, Name.Path);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        var answer = await _client.SendAsync(request, Cancellation);
        return (await answer.Content.ReadAsByteArrayAsync(Cancellation), answer);
    }

    private sealed class Shelf : IMediaStore
    {
        public bool Fails { get; set; }

        public int Opened { get; private set; }

        public Task<bool> PutAsync(MediaName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(MediaName name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> SizeAsync(MediaName name, CancellationToken cancellationToken) =>
            Fails ? throw new IOException("Away.") : Task.FromResult<long?>(name == Name ? Content.Length : null);

        public Task<Stream?> OpenAsync(MediaName name, CancellationToken cancellationToken)
        {
            Opened++;
            return Fails ? throw new IOException("Away.") : Task.FromResult<Stream?>(name == Name ? new MemoryStream(Content, writable: false) : null);
        }
    }
}
