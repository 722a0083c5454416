namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Who arranged a list, when, why and how. Without the words of a notice, and without the reason, once an article that it is about is retracted.</summary>
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
