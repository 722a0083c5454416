using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>All that a catalogue's campaigns ask of one dimension, or of one key of the key-values.</summary>
internal sealed class TargetingLayer(TargetingDimension dimension, string key, int words)
{
    public TargetingDimension Dimension => dimension;

    public string Key => key;

    /// <summary>Campaigns that include nothing in particular.</summary>
    public ulong[] Open { get; } = new ulong[words];

    /// <summary>Value → its number in the index.</summary>
    public Dictionary<string, int> Values { get; } =
        new(dimension == TargetingDimension.Section ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>As reasons name it.</summary>
    public string Name { get; } = dimension switch
    {
        TargetingDimension.Section => "section",
        TargetingDimension.Tag => "tag",
        TargetingDimension.Device => "device",
        TargetingDimension.Referrer => "referrer",
        _ => $"keyValue:{key}",
    };
}
