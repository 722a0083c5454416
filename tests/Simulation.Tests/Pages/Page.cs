using System.Text.Json;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Gateways;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Pages;

/// <summary>
/// An open page, which follows the rule of a reader in <c>docs/PROTOCOL.md</c> and is checked with everything it takes:
/// rendered at one gateway, connected to any.
/// </summary>
internal sealed class Page
{
    private readonly World _world;
    private readonly string _name;
    private readonly Dictionary<string, PageTopic> _topics;
    private int _connections;
    private Connection? _connection;
    private GatewayNode? _renderer;

    public Page(World world, int number, IEnumerable<TopicName> topics)
    {
        _world = world;
        _name = $"page{number}";
        _topics = topics.ToDictionary(topic => topic.Text, topic => new PageTopic(topic), StringComparer.Ordinal);
    }

    public IEnumerable<PageTopic> Topics => _topics.Values;

    public Connection? Connection => _connection;

    public override string ToString() => _name;

    /// <summary>Is made by a gateway from what it holds, with the positions of what it shows; then the script starts.</summary>
    public void Render(GatewayNode gateway)
    {
        _world.Trace.Add($"{_name} is rendered by {gateway}");
        _renderer = gateway;
        gateway.Node.Run(async () =>
        {
            var shown = new List<Action>();
            try
            {
                foreach (var topic in _topics.Values)
                {
                    if (await gateway.Feeds.Read(topic.Name, CancellationToken.None) is { Data: { } data } view)
                    {
                        var bytes = data.Json;
                        shown.Add(() => Show(topic, view.Position, bytes, "rendered"));
                    }
                }
            }
            catch (Gateway.Delivery.TopicUnavailableException)
            {
                _world.Trace.Add($"{_name} is rendered in part: an owner did not answer");
            }

            // What was read at several moments comes as one page, and only then the script begins.
            _world.Loop.After(_world.Latency(), () =>
            {
                if (_renderer != gateway)
                {
                    // The gateway died under it, and the reader has loaded the page again.
                    return;
                }

                shown.ForEach(show => show());
                _world.Loop.After(_world.Latency() * (1 + _world.Random.Next(20)), Connect);
            });
        });
    }

    /// <summary>To any gateway that is there, until it succeeds.</summary>
    public void Connect()
    {
        if (_connection is { IsClosed: false })
        {
            return;
        }

        _renderer = null;
        var gateway = _world.AnyGateway();
        _connection = new Connection(_world, gateway, this, ++_connections);
        var connection = _connection;
        _world.Trace.Add($"{_name} connects to {gateway}");
        _world.Loop.After(_world.Latency(), connection.Open);
        _world.Loop.After(TimeSpan.FromMilliseconds(250), () =>
        {
            // A gateway that takes the connection and says nothing is given up.
            if (!connection.IsOpen && connection == _connection)
            {
                Lost(connection);
            }
        });
    }

    public void Opened() => Ask(_topics.Values);

    /// <summary>Asks again, as a page does whose tab comes back.</summary>
    public void AskAgain()
    {
        if (_connection is { IsOpen: true } && _topics.Values.All(topic => topic.HeardOn == _connection))
        {
            Ask(_topics.Values);
        }
    }

    public void Refused()
    {
        var connection = _connection;
        _world.Loop.After(TimeSpan.FromMilliseconds(500), () =>
        {
            if (connection == _connection)
            {
                Ask(_topics.Values);
            }
        });
    }

    public void Answered(JsonElement answers, WireRequest[] requests)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            Take(_topics[requests[i].Topic!], answers[i]);
        }
    }

    public void Updated(JsonElement frame)
    {
        foreach (var update in frame.GetProperty("arguments")[0].EnumerateArray())
        {
            var topic = _topics[update.GetProperty("topic").GetString()!];
            if (topic.Waiting is { } waiting)
            {
                waiting.Add(update.Clone());
            }
            else
            {
                Take(topic, update, "updated");
            }
        }
    }

    /// <summary>A gateway is gone, and with it what it was doing for this page.</summary>
    public void Lost(GatewayNode gateway)
    {
        if (_renderer == gateway)
        {
            // A reader who gets no page loads it again; that this one begins with nothing shows no less.
            Connect();
        }
        else if (_connection is { IsClosed: false } connection && connection.Gateway == gateway)
        {
            Lost(connection);
        }
    }

    /// <summary>The connection is gone: comes back to any gateway, with its positions.</summary>
    public void Lost(Connection connection)
    {
        if (connection != _connection || connection.IsClosed)
        {
            return;
        }

        _world.Trace.Add($"{_name} loses {connection.Gateway}");
        connection.Close();
        foreach (var topic in _topics.Values)
        {
            (topic.HeardOn, topic.Waiting) = (null, null);
        }

        _world.Loop.After(_world.Latency() * (1 + _world.Random.Next(10)), Connect);
    }

    /// <summary>Closed by its reader.</summary>
    public void Leave() => _connection?.Close();

    private void Ask(IEnumerable<PageTopic> topics)
    {
        var requests = topics.Select(topic =>
        {
            topic.Waiting ??= [];
            return new WireRequest { Topic = topic.Name.Text, Epoch = topic.Position?.Epoch, Seq = topic.Position?.Seq };
        }).ToArray();
        _connection!.Subscribe(requests);
    }

    private void Take(PageTopic topic, JsonElement answer)
    {
        var outcome = answer.GetProperty("outcome").GetString()!;
        var position = outcome is "current" or "resumed" or "snapshot" ? PositionOf(answer) : default;
        _world.Trace.Add($"{_name} {topic.Name} answered {outcome} {_world.Truth.Describe(position)}");
        if (outcome is not ("current" or "resumed" or "snapshot" or "later"))
        {
            _world.Loop.Violate($"Invariant 2: {_name} was told that {topic.Name} is {outcome}.");
            return;
        }

        (topic.HeardOn, topic.HeardSince) = (_connection, _world.Loop.Now);
        var waiting = topic.Waiting ?? [];
        topic.Waiting = null;
        if (outcome == "snapshot")
        {
            Show(topic, position, Read(answer.GetProperty("state")), "answered");
        }
        else if (outcome == "resumed")
        {
            Resume(topic, position, answer);
        }

        if (outcome is "current" or "resumed" && topic.Position != position)
        {
            _world.Loop.Violate($"Invariant 2: {_name} stands at {Describe(topic)} of {topic.Name} after an answer {outcome} at {_world.Truth.Describe(position)}.");
        }

        if (waiting.Exists(update => PositionOf(update).Epoch != topic.Position?.Epoch))
        {
            // Of two epochs nobody can see which is the older.
            Ask([topic]);
        }

        waiting.ForEach(update => Keep(topic, update));
    }

    private void Keep(PageTopic topic, JsonElement update)
    {
        if (PositionOf(update).Epoch == topic.Position?.Epoch)
        {
            Take(topic, update, "kept");
        }
    }

    private void Resume(PageTopic topic, Position position, JsonElement answer)
    {
        if (topic.Position is not { } from || from.Epoch != position.Epoch
            || _world.Truth.HasBarrier(topic.Name.Owner, from.Epoch, from.Seq, position.Seq))
        {
            _world.Loop.Violate($"Invariant 5: {_name} resumes {topic.Name} from {Describe(topic)} to {_world.Truth.Describe(position)}, across a barrier.");
            return;
        }

        foreach (var update in answer.GetProperty("updates").EnumerateArray())
        {
            Take(topic, update, "resumed");
        }
    }

    private void Take(PageTopic topic, JsonElement update, string how)
    {
        if (update.GetProperty("kind").GetString() == "end")
        {
            _world.Loop.Violate($"Invariant 2: {_name} was told that {topic.Name} has ended.");
            return;
        }

        var position = PositionOf(update);
        var data = update.GetProperty("data");
        if (topic.Position is { } own && own.Epoch == position.Epoch && position.Seq <= own.Seq)
        {
            return;
        }

        if (update.GetProperty("kind").GetString() == "snapshot")
        {
            Show(topic, position, Read(data), how);
        }
        else if (topic.Position is { } at && at.Epoch == position.Epoch && at.Seq == update.GetProperty("base").GetInt64())
        {
            var change = data.Deserialize<WireStoryChange>(WireJson.Options)!;
            Show(topic, position, topic.Story.With(new StoryChange(change.Number, change.Salt, change.Text)), how);
        }
        else
        {
            // The rule is to subscribe again. That it comes to this on an ordered connection is the gateway's fault.
            _world.Loop.Violate($"Invariant 2: {_name} stands at {Describe(topic)} of {topic.Name} and gets a change at {_world.Truth.Describe(position)} ({how}).");
        }
    }

    private void Show(PageTopic topic, Position position, ReadOnlyMemory<byte> bytes, string how)
    {
        using var document = JsonDocument.Parse(bytes);
        Show(topic, position, Read(document.RootElement), how);
    }

    private void Show(PageTopic topic, Position position, Story story, string how)
    {
        _world.Trace.Add($"{_name} {topic.Name} {how} {_world.Truth.Describe(position)}");
        var (truth, owner) = (_world.Truth, topic.Name.Owner);
        var entry = truth.Find(owner, position);
        if (entry is null || entry.Story != story)
        {
            _world.Loop.Violate(
                $"Invariant 2: {_name} shows {story.Number}/{story.Digest:x} for {topic.Name} {truth.Describe(position)}, which is {entry?.Story.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not committed"}.");
        }
        else if (topic.Position is { } before && truth.Find(owner, before) is { } shown)
        {
            var backwards = shown.Epoch > entry.Epoch || (shown.Epoch == entry.Epoch && (position.Seq < before.Seq || (position.Seq == before.Seq && how != "answered")));
            if (backwards)
            {
                _world.Loop.Violate($"Invariant 2: {_name} goes back from {truth.Describe(before)} to {truth.Describe(position)} of {topic.Name}.");
            }
            else if (shown.Restores == entry.Restores && shown.Story.Barriers > story.Barriers)
            {
                _world.Loop.Violate($"Invariant 5: {_name} gets {topic.Name} {truth.Describe(position)} from before a barrier that it has carried out.");
            }
        }

        (topic.Position, topic.Story) = (position, story);
    }

    private string Describe(PageTopic topic) => topic.Position is { } position ? _world.Truth.Describe(position) : "nowhere";

    private static Position PositionOf(JsonElement element) =>
        new(element.GetProperty("epoch").GetString()!, element.GetProperty("seq").GetInt64());

    private static Story Read(JsonElement data)
    {
        var story = data.Deserialize<WireStory>(WireJson.Options)!;
        return new Story(story.Number, story.Digest, story.Barriers, story.Text);
    }
}
