namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>A key post, wherever in the live blog it stands.</summary>
[GenerateSerializer, Immutable, Alias("articles.LiveKey")]
public sealed record LiveKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Headline,
    [property: Id(2)] DateTimeOffset At);
