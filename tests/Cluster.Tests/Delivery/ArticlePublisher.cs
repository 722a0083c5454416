using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// A newsroom that updates one article at a steady rate through one gateway. What fails or stays without an answer is
/// repeated as the same operation until it is confirmed, so each operation must have its effect once.
/// </summary>
internal sealed class ArticlePublisher : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OperationBound = TimeSpan.FromSeconds(60);

    private readonly HttpClient _api;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Acknowledged> _acknowledged = [];
    private Task _running = Task.CompletedTask;

    private ArticlePublisher(HttpClient api, string id)
    {
        _api = api;
        Id = id;
    }

    public string Id { get; }

    /// <summary>Complete once <see cref="StopAsync"/> has returned.</summary>
    public IReadOnlyList<Acknowledged> Acknowledged => _acknowledged;

    public int Repeated { get; private set; }

    /// <summary>The answer to the request that was last repeated, or why there was none.</summary>
    public string LastRefusal { get; private set; } = "";

    /// <summary>The longest time from one confirmation to the next.</summary>
    public TimeSpan LongestOutage { get; private set; }

    /// <summary>Creates and publishes the article.</summary>
    public static async Task<ArticlePublisher> StartAsync(ServiceProcess gateway)
    {
        var publisher = new ArticlePublisher(ProcessCluster.Api(gateway), "");
        var created = await publisher.SendAsync(HttpMethod.Post, "/api/v1/articles", Body(0));
        var id = created.GetProperty("id").GetString()!;
        var published = await publisher.SendAsync(HttpMethod.Post, $"/api/v1/articles/{id}/publish", new { });
        publisher = new ArticlePublisher(publisher._api, id);
        publisher._acknowledged.Add(Read(published));
        return publisher;
    }

    /// <param name="pause">Between a confirmation and the next update; 50 ms unless set.</param>
    public void Run(TimeSpan? pause = null) => _running = Task.Run(() => RunAsync(pause ?? Pause));

    /// <summary>One update, repeated until it is confirmed.</summary>
    public async Task UpdateAsync() => _acknowledged.Add(Read(await SendAsync(HttpMethod.Put, $"/api/v1/articles/{Id}", Body(_acknowledged.Count))));

    /// <summary>One correction whose first request is cut off after a while, and which is then repeated. Done twice it would show a note twice.</summary>
    /// <returns>False where the answer was faster.</returns>
    public async Task<bool> CorrectCutOffAsync(TimeSpan after)
    {
        var number = _acknowledged.Count;
        var (path, operation) = ($"/api/v1/articles/{Id}/correct", Guid.NewGuid().ToString());
        var body = new { headline = Headline(number), note = string.Create(CultureInfo.InvariantCulture, $"정정 {number}") };
        var cutOff = false;
        using (var scissors = new CancellationTokenSource(after))
        {
            try
            {
                using var request = Request(HttpMethod.Post, path, body, operation);
                using var response = await _api.SendAsync(request, scissors.Token);
            }
            catch (OperationCanceledException)
            {
                cutOff = true;
            }
        }

        _acknowledged.Add(Read(await SendAsync(HttpMethod.Post, path, body, operation)));
        return cutOff;
    }

    /// <summary>Ends after the operation under way is confirmed.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(OperationBound);
    }

    /// <summary>Returns when so many further operations are confirmed.</summary>
    public async Task ConfirmedAsync(int count, TimeSpan bound)
    {
        var wanted = _acknowledged.Count + count;
        var started = Stopwatch.GetTimestamp();
        while (_acknowledged.Count < wanted)
        {
            if (_running.IsFaulted)
            {
                await _running.WaitAsync(OperationBound);
            }

            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"article/{Id}: fewer than {count} updates were confirmed within {bound.TotalSeconds:0} s.");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The article as the API shows it.</summary>
    public async Task<JsonElement> ReadAsync() => await SendAsync(HttpMethod.Get, $"/api/v1/articles/{Id}", null);

    public void Dispose()
    {
        _api.Dispose();
        _stop.Dispose();
    }

    private static object Body(int number) => new
    {
        section = ProcessCluster.Section,
        headline = Headline(number),
        body = string.Create(CultureInfo.InvariantCulture, $"<p>처음 그대로인 문단</p><p>본문 {number}</p>"),
    };

    private static string Headline(int number) => string.Create(CultureInfo.InvariantCulture, $"제목 {number}");

    private static Acknowledged Read(JsonElement article) =>
        new(article.GetProperty("revision").GetInt32(), article.GetProperty("headline").GetString()!);

    private async Task RunAsync(TimeSpan pause)
    {
        var last = Stopwatch.GetTimestamp();
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            var answer = Read(await SendAsync(HttpMethod.Put, $"/api/v1/articles/{Id}", Body(number)));
            _acknowledged.Add(answer);
            var gap = Stopwatch.GetElapsedTime(last);
            last = Stopwatch.GetTimestamp();
            LongestOutage = gap > LongestOutage ? gap : LongestOutage;
            await Task.Delay(pause);
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, string? repeated = null)
    {
        var operation = repeated ?? Guid.NewGuid().ToString();
        var started = Stopwatch.GetTimestamp();
        var last = "no answer";
        while (Stopwatch.GetElapsedTime(started) < OperationBound)
        {
            try
            {
                using var request = Request(method, path, body, operation);
                using var response = await _api.SendAsync(request);
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadFromJsonAsync<JsonElement>();
                }

                last = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
                if (response.StatusCode < HttpStatusCode.InternalServerError && response.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    throw new InvalidOperationException($"{method} {path} was refused: {last}");
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                last = error.Message;
            }

            LastRefusal = last;
            Repeated++;
            await Task.Delay(RetryPause);
        }

        throw new TimeoutException($"{method} {path} was not confirmed within {OperationBound.TotalSeconds:0} s; last: {last}");
    }

    /// <summary>A request of the newsroom. Repeated with the same operation it takes effect once.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, object? body, string operation)
    {
        var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
        {
            request.Headers.Add("Idempotency-Key", operation);
            request.Content = JsonContent.Create(body);
        }

        if (method == HttpMethod.Put)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        return request;
    }
}
