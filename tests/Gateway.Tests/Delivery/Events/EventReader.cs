using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

/// <summary>An event stream over plain HTTP.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpClient http, HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events)
    {
        _http = http;
        _response = response;
        _events = events;
    }

    public string? ContentType => _response.Content.Headers.ContentType?.ToString();

    public static async Task<EventReader> OpenAsync(TestGateway gateway, string query, string? lastEventId = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new Uri(gateway.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/live/events?{query}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new EventReader(http, response, SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator());
    }

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)), "The stream has ended.");
        return _events.Current;
    }

    public async Task<(string? Id, ReadUpdate Update)> NextUpdateAsync()
    {
        var item = await NextAsync();
        Assert.Equal("message", item.EventType);
        return (item.EventId, JsonSerializer.Deserialize<ReadUpdate>(item.Data, JsonSerializerOptions.Web)!);
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        _http.Dispose();
        await ValueTask.CompletedTask;
    }

    /// <summary>With a receive buffer that does not grow: what a test has to send until the reader stalls is known.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 65_536 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
