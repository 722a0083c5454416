using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>A decision as it is kept. What has no fixed length lies in the journal's ring of words, in the order of the counts here.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DecisionRecord
{
    /// <summary>A set that is written as bits, two words for each 64 campaigns, because its members would take more.</summary>
    public const ushort AsBits = ushort.MaxValue;

    public long Number;

    public long Ticks;

    /// <summary>Where its words begin, counted over all words ever written.</summary>
    public long WordsAt;

    public int Catalogue;

    public int Slot;

    public ushort ValueCount;

    public ushort LabelCount;

    public ushort CappedCount;

    public ushort WithoutCount;

    public bool Emergency;

    public Choice Choice;
}
