using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>State of <c>front/{site}</c> and <c>section/{site}/{id}</c>, newest first.</summary>
[MessagePackObject, WireOut]
public sealed record WireList
{
    [Key("cards")] public required IReadOnlyList<WireCard> Cards { get; init; }

    /// <summary>Cards that stand elsewhere than their age says, as they are now.</summary>
    [Key("places")] public IReadOnlyList<WirePlace>? Places { get; init; }

    /// <summary>As it is now.</summary>
    [Key("notice")] public WireNotice? Notice { get; init; }
}
