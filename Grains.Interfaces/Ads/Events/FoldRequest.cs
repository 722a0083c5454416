using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>A stretch of a log, as far as it concerns one campaign.</summary>
/// <param name="Log">Id of the log.</param>
/// <param name="Entries">With growing <see cref="FoldEntry.Seq"/>; entries without events of the campaign are left out.</param>
[GenerateSerializer, Immutable, Alias("ads.FoldRequest")]
public sealed record FoldRequest(
    [property: Id(0)] string Log,
    [property: Id(1)] ImmutableArray<FoldEntry> Entries);
