using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>State of <c>breaking/{site}</c>, newest first. Empty while nothing is breaking.</summary>
[GenerateSerializer, Immutable, Alias("articles.BreakingBand")]
public sealed record BreakingBand([property: Id(0)] ImmutableArray<BreakingItem> Items) : TopicPayload;
