using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// A page that stays: it comes back to one gateway after another with its positions, and when it is asked to move it opens
/// the second connection before it closes the first.
/// </summary>
internal sealed class RoamingReader : IAsyncDisposable
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AttemptBound = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _moving = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<ServiceProcess> _gateways;
    private readonly Dictionary<string, ReaderTopic> _topics;
    private readonly Random _dice;
    private HubConnection? _current;
    private HubConnection? _candidate;
    private int _next;
    private long _tookAt;

    private RoamingReader(IReadOnlyList<ServiceProcess> gateways, int number, IEnumerable<string> topics)
    {
        _gateways = gateways;
        _dice = new Random(number);
        _topics = topics.ToDictionary(topic => topic, topic => new ReaderTopic(topic), StringComparer.Ordinal);
    }

    public ReaderTopic this[string topic] => _topics[topic];

    /// <summary>Times that a gateway asked it to move.</summary>
    public int Moves { get; private set; }

    /// <summary>Times that its connection was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Outcomes of all subscriptions but the first.</summary>
    public List<string> Outcomes { get; } = [];

    /// <summary>The longest time without an update, from the first on.</summary>
    public TimeSpan LongestGap { get; private set; }

    /// <summary>Opens a page at the first of the gateways.</summary>
    public static async Task<RoamingReader> OpenAsync(IReadOnlyList<ServiceProcess> gateways, int number, params string[] topics)
    {
        var reader = new RoamingReader(gateways, number, topics);
        await reader.MoveAsync(lost: null);
        reader.Outcomes.Clear();
        return reader;
    }

    public bool Holds(Func<RoamingReader, bool> condition)
    {
        lock (_gate)
        {
            return condition(this);
        }
    }

    /// <summary>Forgets the longest gap: what follows is measured.</summary>
    public void Measure()
    {
        lock (_gate)
        {
            (_tookAt, LongestGap) = (0, TimeSpan.Zero);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _moving.WaitAsync();
        if (_current is not null)
        {
            await _current.DisposeAsync();
        }

        _moving.Dispose();
        _stop.Dispose();
    }

    /// <param name="lost">The connection that was lost; null where the reader moves while it has one.</param>
    private async Task MoveAsync(HubConnection? lost)
    {
        try
        {
            await _moving.WaitAsync(_stop.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        try
        {
            // Meanwhile another move has replaced it.
            if (lost is not null && !ReferenceEquals(lost, _current))
            {
                return;
            }

            while (!_stop.IsCancellationRequested && !await TryConnectAsync())
            {
                await Task.Delay(_dice.NextDouble() * PauseMax, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The page is closed.
        }
        finally
        {
            _moving.Release();
        }
    }

    private async Task<bool> TryConnectAsync()
    {
        var gateway = _gateways[_next++ % _gateways.Count];
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(gateway.Url, "/live"), HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
            .Build();
        connection.On<JsonArray>("Updates", updates => Take(connection, updates));
        connection.On<JsonObject>("Reconnect", plan => _ = ComeBackAsync(connection, (int)plan["afterMilliseconds"]!));
        connection.Closed += _ => LostAsync(connection);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(AttemptBound);
        try
        {
            await connection.StartAsync(patience.Token);
            JsonObject[] requests;
            lock (_gate)
            {
                _candidate = connection;
                requests = [.. _topics.Values.Select(topic => topic.Request())];
            }

            var answers = await connection.InvokeAsync<JsonArray>("Subscribe", requests, patience.Token);
            await TakeOverAsync(connection, answers);
            return true;
        }
        catch (Exception)
        {
            // Whatever the cause: the next gateway, after a pause.
            lock (_gate)
            {
                _candidate = null;
                foreach (var topic in _topics.Values)
                {
                    topic.Withdraw();
                }
            }

            await connection.DisposeAsync();
            _stop.Token.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task TakeOverAsync(HubConnection connection, JsonArray answers)
    {
        HubConnection? before;
        lock (_gate)
        {
            foreach (var answer in answers)
            {
                _topics[(string)answer!["topic"]!].TakeAnswer(answer);
                Outcomes.Add((string)answer["outcome"]!);
            }

            (before, _current, _candidate) = (_current, connection, null);
        }

        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    private async Task ComeBackAsync(HubConnection connection, int afterMilliseconds)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(connection, _current))
            {
                return;
            }

            Moves++;
        }

        await Task.Delay(afterMilliseconds);
        await MoveAsync(lost: null);
    }

    private Task LostAsync(HubConnection connection)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(connection, _current) || _stop.IsCancellationRequested)
            {
                return Task.CompletedTask;
            }

            Losses++;
        }

        _ = MoveAsync(connection);
        return Task.CompletedTask;
    }

    private void Take(HubConnection connection, JsonArray updates)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(connection, _current) && !ReferenceEquals(connection, _candidate))
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            if (_tookAt != 0 && Stopwatch.GetElapsedTime(_tookAt, now) is var gap && gap > LongestGap)
            {
                LongestGap = gap;
            }

            _tookAt = now;
            foreach (var update in updates)
            {
                // What does not fit is a violation, which the test reports.
                _topics[(string)update!["topic"]!].TakeUpdate(update);
            }
        }
    }
}
