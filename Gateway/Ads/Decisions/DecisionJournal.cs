using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// The last decisions of this gateway, so that each can be explained and made again. A ring of records of fixed length, a
/// ring of words for what has none, and the versions of catalogues and slots that they name. Writing allocates nothing.
/// </summary>
internal sealed class DecisionJournal
{
    private const int WordsPerRecord = 16;

    private readonly Lock _lock = new();
    private readonly DecisionRecord[] _records;
    private readonly int[] _words;
    private readonly KeptVersions<CatalogueVersion> _catalogues;
    private readonly KeptVersions<SlotState> _slots;
    private readonly TimeProvider _time;
    private readonly TimeSpan _age;
    private long _next;
    private long _nextWord;

    public DecisionJournal(IOptions<DecisionsOptions> options, TimeProvider time)
    {
        _records = new DecisionRecord[options.Value.RecordsMax];
        _words = new int[options.Value.RecordsMax * WordsPerRecord];
        _catalogues = new KeptVersions<CatalogueVersion>(options.Value.CataloguesMax);
        _slots = new KeptVersions<SlotState>(options.Value.SlotsMax);
        _time = time;
        _age = TimeSpan.FromMinutes(options.Value.RecordMinutes);
        Run = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    }

    /// <summary>Begins the ids of this process's decisions; new at each start.</summary>
    public ulong Run { get; }

    public DecisionId Write(CompiledSlot slot, DateTimeOffset at, in DecisionInputs inputs, ReadOnlySpan<ulong> without, in Choice choice)
    {
        lock (_lock)
        {
            ref var record = ref _records[_next % _records.Length];
            record.Number = _next;
            record.Ticks = at.UtcTicks;
            record.WordsAt = _nextWord;
            record.Catalogue = _catalogues.NumberOf(slot.Catalogue.Version);
            record.Slot = _slots.NumberOf(slot.State);
            record.Choice = choice;
            record.Emergency = inputs.Emergency;
            record.ValueCount = WriteList(inputs.Values);
            record.LabelCount = WriteList(inputs.Labels);
            record.CappedCount = WriteSet(inputs.Capped);
            record.WithoutCount = WriteSet(without);
            return new DecisionId(Run, _next++);
        }
    }

    public DecisionStanding Read(DecisionId id, out RecordedDecision? decision)
    {
        decision = null;
        if (id.Run != Run)
        {
            return DecisionStanding.Elsewhere;
        }

        lock (_lock)
        {
            if (id.Number >= _next)
            {
                return DecisionStanding.Unknown;
            }

            var record = _records[id.Number % _records.Length];
            var at = new DateTimeOffset(record.Ticks, TimeSpan.Zero);
            if (record.Number != id.Number || _nextWord - record.WordsAt > _words.Length || _time.GetUtcNow() - at > _age
                || _catalogues.Find(record.Catalogue) is not { } catalogue || _slots.Find(record.Slot) is not { } slot)
            {
                return DecisionStanding.Expired;
            }

            decision = Decision(id, at, record, catalogue, slot);
            return DecisionStanding.Known;
        }
    }

    private RecordedDecision Decision(DecisionId id, DateTimeOffset at, in DecisionRecord record, CatalogueVersion catalogue, SlotState slot)
    {
        var words = CampaignBits.WordsFor(catalogue.State.Campaigns.Length);
        var next = record.WordsAt;
        return new RecordedDecision
        {
            Id = id,
            At = at,
            Catalogue = catalogue,
            Slot = slot,
            Values = ReadList(record.ValueCount, ref next),
            Labels = ReadList(record.LabelCount, ref next),
            Capped = ReadSet(record.CappedCount, words, ref next),
            Without = ReadSet(record.WithoutCount, words, ref next),
            Emergency = record.Emergency,
            Choice = record.Choice,
        };
    }

    private ushort WriteList(ReadOnlySpan<int> list)
    {
        foreach (var word in list)
        {
            WriteWord(word);
        }

        return (ushort)list.Length;
    }

    private ushort WriteSet(ReadOnlySpan<ulong> set)
    {
        var bits = MemoryMarshal.Cast<ulong, int>(set);
        var count = CampaignBits.Count(set);
        if (count > bits.Length)
        {
            WriteList(bits);
            return DecisionRecord.AsBits;
        }

        for (var campaign = CampaignBits.Next(set, 0); campaign >= 0; campaign = CampaignBits.Next(set, campaign + 1))
        {
            WriteWord(campaign);
        }

        return (ushort)count;
    }

    private void WriteWord(int word) => _words[_nextWord++ % _words.Length] = word;

    private int[] ReadList(int count, ref long next)
    {
        var list = new int[count];
        for (var index = 0; index < count; index++)
        {
            list[index] = _words[next++ % _words.Length];
        }

        return list;
    }

    private ulong[] ReadSet(ushort count, int words, ref long next)
    {
        var set = new ulong[words];
        if (count == DecisionRecord.AsBits)
        {
            ReadList(words * 2, ref next).AsSpan().CopyTo(MemoryMarshal.Cast<ulong, int>(set.AsSpan()));
            return set;
        }

        foreach (var campaign in ReadList(count, ref next))
        {
            CampaignBits.Add(set, campaign);
        }

        return set;
    }
}
