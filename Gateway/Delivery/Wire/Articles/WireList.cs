using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>State of <c>front/{site}</c> and <c>section/{site}/{id}</c>, newest first.</summary>
[MessagePackObject, WireOut]
public sealed record WireList
{
    [Key("cards")] public required IReadOnlyList<WireCard> Cards { get; init; }
}
