namespace Sokbo.Grains.Ads.Budgets;

/// <summary>A lease with what has happened to its numbers.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Bits">
/// Three strips of equal length, rendered, viewable and clicked, a bit for each number granted. Never changed in place.
/// </param>
[GenerateSerializer, Immutable, Alias("ads.LeaseSheet")]
internal sealed record LeaseSheet([property: Id(0)] LeaseRecord Lease, [property: Id(1)] byte[] Bits)
{
    private const int Strips = 3;

    public static LeaseSheet New(LeaseRecord lease) => new(lease, new byte[Strips * ((lease.Size + 7) / 8)]);
}
