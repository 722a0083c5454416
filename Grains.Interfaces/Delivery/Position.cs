namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// Where a topic stands. <see cref="Seq"/> grows by exactly 1 for each update of one <see cref="Epoch"/>;
/// epochs are opaque and have no order, so positions of different epochs cannot be compared.
/// </summary>
[GenerateSerializer, Immutable, Alias("delivery.Position")]
public readonly record struct Position([property: Id(0)] string Epoch, [property: Id(1)] long Seq)
{
    /// <summary>True when <paramref name="other"/> is of the same epoch and later than this.</summary>
    public bool IsBehind(Position other) => Epoch == other.Epoch && Seq < other.Seq;

    public override string ToString() => $"{Epoch}:{Seq}";
}
