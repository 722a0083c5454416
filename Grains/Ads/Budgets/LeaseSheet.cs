using System.Numerics;

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

    /// <summary>So many of its first numbers were spent for certain: the last of them has had an event.</summary>
    public int Used
    {
        get
        {
            var strip = Bits.Length / Strips;
            for (var place = strip - 1; place >= 0; place--)
            {
                var any = Bits[place] | Bits[strip + place] | Bits[(2 * strip) + place];
                if (any != 0)
                {
                    return (8 * place) + BitOperations.Log2((uint)any) + 1;
                }
            }

            return 0;
        }
    }

    public static LeaseSheet New(LeaseRecord lease) => new(lease, new byte[Strips * ((lease.Size + 7) / 8)]);
}
