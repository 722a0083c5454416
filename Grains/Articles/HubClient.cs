using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>Tells the hub which feeds have changed (WebSub 1.0; the call itself is that of PubSubHubbub, which hubs share).</summary>
internal sealed class HubClient : IDisposable
{
    private readonly WebSubOptions _options;
    private readonly HttpClient _http;

    public HubClient(IOptions<WebSubOptions> options)
    {
        _options = options.Value;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(_options.TimeoutSeconds),
        };
    }

    /// <summary>False where no hub is configured.</summary>
    public bool IsOn => _options.Hub.Length > 0;

    /// <summary>True when the hub has taken it; any 2xx is that. Whoever waits no longer has seen it fail, as at its own time limit.</summary>
    public async Task<bool> PublishAsync(IReadOnlyList<string> feeds, CancellationToken cancellationToken)
    {
        try
        {
            using var form = new FormUrlEncodedContent(
                [new("hub.mode", "publish"), .. feeds.Select(feed => KeyValuePair.Create("hub.url", feed)), .. feeds.Select(feed => KeyValuePair.Create("hub.topic", feed))]);
            using var answer = await _http.PostAsync(new Uri(_options.Hub), form, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
