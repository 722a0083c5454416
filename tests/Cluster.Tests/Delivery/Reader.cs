using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>A page: the stock .NET client on one gateway, and its copies of the topics it shows.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HubConnection _connection;
    private readonly Dictionary<string, ReaderTopic> _topics;
    private readonly string _gateway;

    private Reader(string name, IHubConnectionBuilder connection, IEnumerable<ReaderTopic> topics)
    {
        _gateway = name;
        _topics = topics.ToDictionary(topic => topic.Topic, StringComparer.Ordinal);
        _connection = connection.Build();
        _connection.On<JsonArray>("Updates", Take);
    }

    /// <summary>A new page.</summary>
    public static async Task<(Reader Reader, IReadOnlyList<string> Outcomes)> OpenAsync(ServiceProcess gateway, params string[] topics) =>
        await OpenAsync(gateway, topics.Select(topic => new ReaderTopic(topic)));

    /// <summary>A page that comes back with what it has, on any gateway.</summary>
    public static async Task<(Reader Reader, IReadOnlyList<string> Outcomes)> OpenAsync(ServiceProcess gateway, IEnumerable<ReaderTopic> topics)
    {
        return await OpenAsync(gateway.Name, new HubConnectionBuilder().WithUrl(new Uri(gateway.Url, "/live")), topics);
    }

    /// <summary>A page at a balancer, on one transport; over WebSocket it does not negotiate.</summary>
    public static async Task<(Reader Reader, IReadOnlyList<string> Outcomes)> OpenAsync(
        BalancerProcess balancer, HttpTransportType transport, params string[] topics) => await OpenAsync(
            $"the balancer by {transport}",
            new HubConnectionBuilder().WithUrl(new Uri(balancer.Url, "/live"), transport, options => options.SkipNegotiation = transport == HttpTransportType.WebSockets),
            topics.Select(topic => new ReaderTopic(topic)));

    private static async Task<(Reader Reader, IReadOnlyList<string> Outcomes)> OpenAsync(
        string name, IHubConnectionBuilder connection, IEnumerable<ReaderTopic> topics)
    {
        var reader = new Reader(name, connection, topics);
        await reader._connection.StartAsync();
        return (reader, await reader.SubscribeAsync(reader._topics.Values));
    }

    public ReaderTopic this[string topic] => _topics[topic];

    /// <summary>The copies, to come back with. Nothing changes them any more once this page is closed.</summary>
    public IEnumerable<ReaderTopic> Topics => _topics.Values;

    /// <summary>Returns when the condition holds.</summary>
    public async Task UntilAsync(string name, Func<bool> condition, TimeSpan bound)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Holds(condition))
        {
            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"The reader at {_gateway} has not seen within {bound.TotalSeconds:0} s: {name}. It stands at {Standing()}.");
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private bool Holds(Func<bool> condition)
    {
        lock (_gate)
        {
            return condition();
        }
    }

    private string Standing()
    {
        lock (_gate)
        {
            return string.Join(", ", _topics.Values.Select(topic =>
                $"{topic.Topic} {topic.Epoch}:{topic.Seq} revision {topic.State?["revision"]} ({_connection.State}) {string.Join("; ", topic.Violations)}"));
        }
    }

    private void Take(JsonArray updates)
    {
        var again = new List<ReaderTopic>();
        lock (_gate)
        {
            foreach (var update in updates)
            {
                var topic = _topics[(string)update!["topic"]!];
                if (!topic.TakeUpdate(update))
                {
                    again.Add(topic);
                }
            }
        }

        if (again.Count > 0)
        {
            _ = SubscribeAsync(again);
        }
    }

    private async Task<IReadOnlyList<string>> SubscribeAsync(IReadOnlyCollection<ReaderTopic> topics)
    {
        JsonObject[] requests;
        lock (_gate)
        {
            requests = [.. topics.Select(topic => topic.Request())];
        }

        var answers = await _connection.InvokeAsync<JsonArray>("Subscribe", requests);
        lock (_gate)
        {
            foreach (var answer in answers)
            {
                _topics[(string)answer!["topic"]!].TakeAnswer(answer);
            }
        }

        return [.. answers.Select(answer => (string)answer!["outcome"]!)];
    }
}
