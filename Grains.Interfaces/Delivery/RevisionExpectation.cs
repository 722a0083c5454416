namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// Which revision a change is meant for, as told by <c>If-Match</c>. <see cref="None"/>: the caller named none, and does not
/// know of the thing. <see cref="Any"/>: whatever stands. Else a revision, from 1 on.
/// </summary>
[GenerateSerializer, Immutable, Alias("delivery.RevisionExpectation")]
public readonly record struct RevisionExpectation([property: Id(0)] int Revision)
{
    public static RevisionExpectation None => default;

    public static RevisionExpectation Any => new(-1);

    public bool IsNone => Revision == 0;

    public bool IsAny => Revision < 0;

    /// <summary>Whether the change may go on. None holds for everything: where a revision is required, ask <see cref="IsNone"/> first.</summary>
    public bool Holds(int current) => IsNone || IsAny || Revision == current;
}
