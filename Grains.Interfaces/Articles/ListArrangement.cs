using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// How editors have arranged a list. It names articles whether or not they can be shown: one that is held, expired or not yet
/// public has no place until it is back, and takes its place then.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ListArrangement")]
public sealed record ListArrangement
{
    /// <summary>Articles that an arrangement names, all together.</summary>
    public const int ArticlesMax = 30;

    public static ListArrangement None { get; } = new() { Revision = 1 };

    /// <summary>1 for a list that nobody has arranged.</summary>
    [Id(0)] public required int Revision { get; init; }

    /// <summary>Stands first; empty for none.</summary>
    [Id(1)] public string Top { get; init; } = "";

    /// <summary>Stand in this order below the top story.</summary>
    [Id(2)] public ImmutableArray<string> Order { get; init; } = [];

    [Id(3)] public ImmutableArray<ArrangementPin> Pins { get; init; } = [];

    [Id(4)] public ListNotice? Notice { get; init; }

    /// <summary>Every article that it names, those of the notice included.</summary>
    public IEnumerable<string> Articles =>
        Order.Prepend(Top).Concat(Pins.Select(pin => pin.Article)).Append(Notice?.Article ?? "").Where(id => id.Length > 0);

    public bool Equals(ListArrangement? other) =>
        other is not null && Revision == other.Revision && Top == other.Top && Notice == other.Notice
        && Order.AsSpan().SequenceEqual(other.Order.AsSpan()) && Pins.AsSpan().SequenceEqual(other.Pins.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Revision, Top, Order.Length, Pins.Length);
}
