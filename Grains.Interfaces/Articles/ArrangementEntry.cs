namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who arranged a list, when, why and how.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArrangementEntry")]
public sealed record ArrangementEntry(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Author,
    [property: Id(2)] string Reason,
    [property: Id(3)] ListArrangement Arrangement)
{
    /// <summary>Older ones are dropped.</summary>
    public const int KeptMax = 100;
}
