namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>The arrangement as it stands after the act; not done where the act was meant for another revision.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArrangementOutcome")]
public sealed record ArrangementOutcome([property: Id(0)] bool Done, [property: Id(1)] ListArrangement Arrangement);
