using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>What a source says of one station at one time: no sentinel is in it and nothing implausible.</summary>
internal sealed record FeedObservation
{
    public required int StationId { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>As it was sent; null where the format has no names.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the name should have been there.</summary>
    public bool HasNames { get; init; }

    /// <summary>The word for the sky, as it came; empty for none.</summary>
    public string Sky { get; init; } = "";

    /// <summary>No wind, so no direction.</summary>
    public bool IsCalm { get; init; }

    /// <summary>By <see cref="Quantity"/>; null for what is missing.</summary>
    public required ImmutableArray<decimal?> Values { get; init; }

    public decimal? this[Quantity quantity] => Values[(int)quantity];

    public bool SaysNothing => Sky.Length == 0 && Values.All(value => value is null);

    public bool SaysTheSameAs(FeedObservation other) =>
        this == other with { Values = Values } && Values.AsSpan().SequenceEqual(other.Values.AsSpan());
}
