using System.Text.Json.Nodes;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>
/// A reader's copy of one topic: the rule of docs/PROTOCOL.md written a second time, from the document and not from the
/// product. It notes whatever a server that keeps its promises never sends.
/// </summary>
internal sealed class ReaderTopic(string topic)
{
    private readonly List<JsonNode> _early = [];
    private readonly List<string> _violations = [];
    private readonly List<(long Revision, string Headline, bool Whole)> _seen = [];
    private readonly HashSet<string> _epochs = new(StringComparer.Ordinal);
    private bool _pending;

    public string Topic { get; } = topic;

    public string Epoch { get; private set; } = "";

    public long Seq { get; private set; }

    public JsonObject? State { get; private set; }

    public int Deltas { get; private set; }

    public int Snapshots { get; private set; }

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>More than one where history was lost.</summary>
    public IReadOnlyCollection<string> Epochs => _epochs;

    /// <summary>Each state shown, in order; <c>Whole</c> where it came as a snapshot.</summary>
    public IReadOnlyList<(long Revision, string Headline, bool Whole)> Seen => _seen;

    /// <summary>What to send with a subscription: the position, if there is one.</summary>
    public JsonObject Request()
    {
        _pending = true;
        return State is null
            ? new JsonObject { ["topic"] = Topic }
            : new JsonObject { ["topic"] = Topic, ["epoch"] = Epoch, ["seq"] = Seq };
    }

    /// <summary>No answer will come: takes what was kept for it.</summary>
    public void Withdraw()
    {
        _pending = false;
        TakeEarly();
    }

    /// <summary>Takes the answer to a subscription, then what overtook it.</summary>
    public void TakeAnswer(JsonNode answer)
    {
        _pending = false;
        switch ((string?)answer["outcome"])
        {
            case "current" when State is null || Epoch != (string?)answer["epoch"] || Seq != (long?)answer["seq"]:
                _violations.Add($"answered current at {answer["epoch"]}:{answer["seq"]} to a reader at {Epoch}:{Seq}");
                break;
            case "snapshot":
                TakeSnapshot((string)answer["epoch"]!, (long)answer["seq"]!, answer["state"]!);
                break;
            case "resumed":
                TakeMissing(answer);
                break;
            case "current" or "later":
                break;
            default:
                _violations.Add($"answered {answer["outcome"]}");
                break;
        }

        TakeEarly();
    }

    /// <summary>Takes an update as it comes. False: it does not fit, and the reader has to subscribe again.</summary>
    public bool TakeUpdate(JsonNode update)
    {
        if (_pending)
        {
            _early.Add(update);
            return true;
        }

        return TakeUpdate(update, overtook: false);
    }

    private void TakeEarly()
    {
        foreach (var update in _early)
        {
            TakeUpdate(update, overtook: true);
        }

        _early.Clear();
    }

    private bool TakeUpdate(JsonNode update, bool overtook)
    {
        var (epoch, seq) = ((string)update["epoch"]!, (long)update["seq"]!);
        if (epoch == Epoch && seq <= Seq)
        {
            if (!overtook)
            {
                _violations.Add($"{epoch}:{seq} came again or late; the reader stood at {Seq}");
            }

            return true;
        }

        if ((string?)update["kind"] == "snapshot")
        {
            TakeSnapshot(epoch, seq, update["data"]!);
            return true;
        }

        if (State is null || epoch != Epoch || (long)update["base"]! != Seq)
        {
            _violations.Add($"a delta to {epoch}:{seq} on {update["base"]} came to a reader at {Epoch}:{Seq}");
            return false;
        }

        TakeDelta(seq, update["data"]!);
        return true;
    }

    private void TakeMissing(JsonNode answer)
    {
        var end = (long)answer["seq"]!;
        foreach (var update in answer["updates"]!.AsArray())
        {
            if ((string?)update!["kind"] != "delta" || (long?)update["base"] != Seq)
            {
                _violations.Add($"resumed with a {update["kind"]} to {update["seq"]} on {update["base"]} at a reader at {Seq}");
            }

            TakeDelta((long)update["seq"]!, update["data"]!);
        }

        if (Seq != end || Epoch != (string?)answer["epoch"])
        {
            _violations.Add($"resumed to {answer["epoch"]}:{end} with updates that end at {Epoch}:{Seq}");
        }
    }

    private void TakeSnapshot(string epoch, long seq, JsonNode state)
    {
        (Epoch, Seq, State) = (epoch, seq, state.DeepClone().AsObject());
        _epochs.Add(epoch);
        Snapshots++;
        Note(whole: true);
    }

    private void TakeDelta(long seq, JsonNode delta)
    {
        Seq = seq;
        ReaderDelta.Apply(Topic, State!, delta.AsObject());
        Deltas++;
        Note(whole: false);
    }

    private void Note(bool whole)
    {
        if (State?["revision"] is { } revision)
        {
            _seen.Add(((long)revision, (string?)State["headline"] ?? "", whole));
        }
    }
}
