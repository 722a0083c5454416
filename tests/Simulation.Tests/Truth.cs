using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Machines;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests;

/// <summary>
/// What was persisted, and so may be seen: for each topic the state at each position. Readers are measured by it.
/// </summary>
internal sealed class Truth(Loop loop, Trace trace)
{
    private readonly Dictionary<(GrainId Owner, Position Position), TruthEntry> _entries = [];

    /// <summary>Epochs in the order in which they began, by which they can be compared here as nobody else can.</summary>
    private readonly Dictionary<string, int> _epochs = [];
    private int _restores;

    /// <summary>Called for each barrier that was committed.</summary>
    public Action<GrainId, TruthEntry> Retracted { get; set; } = static (_, _) => { };

    public void Restored() => _restores++;

    public void Committed(GrainId owner, TopicRecord<Story> record)
    {
        if (record.State is not { } story)
        {
            return;
        }

        var position = new Position(record.Epoch, record.Seq);
        _epochs.TryAdd(record.Epoch, _epochs.Count + 1);
        var before = Find(owner, new Position(record.Epoch, record.Seq - 1));
        var entry = new TruthEntry(position, story, _epochs[record.Epoch], _restores, before is not null && story.Barriers > before.Story.Barriers, record.ChangedAt);
        trace.Add($"store has {owner.Key} {Describe(record)}{(entry.IsBarrier ? " barrier" : "")}");
        if (before is not null && record.ChangedAt < before.ChangedAt)
        {
            loop.Violate($"{owner} {Describe(position)} is dated {record.ChangedAt:O}, before what it follows.");
        }

        if (!_entries.TryAdd((owner, position), entry))
        {
            if (_entries[(owner, position)].Story != story || _entries[(owner, position)].ChangedAt != record.ChangedAt)
            {
                loop.Violate($"Invariant 2: {owner} {Describe(position)} was committed with two states.");
            }
        }
        else if (entry.IsBarrier)
        {
            Retracted(owner, entry);
        }
    }

    public TruthEntry? Find(GrainId owner, Position position) => _entries.GetValueOrDefault((owner, position));

    /// <summary>Whether a barrier stands after the one position and not after the other.</summary>
    public bool HasBarrier(GrainId owner, string epoch, long after, long until)
    {
        for (var seq = after + 1; seq <= until; seq++)
        {
            if (Find(owner, new Position(epoch, seq)) is { IsBarrier: true })
            {
                return true;
            }
        }

        return false;
    }

    public string Describe(TopicRecord<Story> record) => Describe(new Position(record.Epoch, record.Seq));

    /// <summary>Epochs by number: their names are random, and a trace must not be.</summary>
    public string Describe(Position position) => $"e{_epochs.GetValueOrDefault(position.Epoch ?? "")}:{position.Seq}";
}
