using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>The bits of one lease while a fold changes them: a copy, made by the first change.</summary>
internal sealed class LeaseBits(LeaseSheet sheet)
{
    private readonly int _strip = sheet.Bits.Length / 3;
    private byte[]? _changed;

    public LeaseRecord Lease { get; set; } = sheet.Lease;

    public bool IsChanged => _changed is not null;

    public LeaseSheet Sheet => new(Lease, _changed ?? sheet.Bits);

    public bool Has(int number, AdEventKind kind) => ((_changed ?? sheet.Bits)[Place(number, kind)] & (1 << (number & 7))) != 0;

    public void Set(int number, AdEventKind kind)
    {
        _changed ??= [.. sheet.Bits];
        _changed[Place(number, kind)] |= (byte)(1 << (number & 7));
    }

    private int Place(int number, AdEventKind kind) => ((int)kind * _strip) + (number >> 3);
}
