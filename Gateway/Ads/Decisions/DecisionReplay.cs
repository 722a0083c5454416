namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>A recorded decision, put before the engine again on the versions of then.</summary>
internal sealed class DecisionReplay
{
    private readonly RecordedDecision _record;

    public DecisionReplay(RecordedDecision record)
    {
        _record = record;
        Catalogue = new CompiledCatalogue(record.Catalogue, new NoLeases());

        // Rotations of the replay come from the record; these ones only fill a place.
        Slot = Catalogue.Slot(record.Slot, record.At, new Rotations(new Random(0)));
    }

    public CompiledCatalogue Catalogue { get; }

    public CompiledSlot Slot { get; }

    public Choice Decide()
    {
        var numbers = new RecordedNumbers(_record);
        var turns = new RecordedTurns(_record);
        var inputs = new DecisionInputs { Values = _record.Values, Labels = _record.Labels, Capped = _record.Capped, Emergency = _record.Emergency };
        return DecisionCore.Choose(Slot, inputs, ref numbers, ref turns, (ulong[])_record.Without.Clone());
    }
}
