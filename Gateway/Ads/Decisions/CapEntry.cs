using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>How often somebody has seen a campaign in one period.</summary>
/// <param name="Campaign">See <see cref="KeyOf"/>.</param>
/// <param name="Period">Which kind of period.</param>
/// <param name="Since">When the period began, in seconds since 1970; of a session, when something of the campaign was last seen.</param>
/// <param name="Count">Impressions in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CapEntry(ulong Campaign, CapPeriod Period, uint Since, ushort Count)
{
    private const long SessionSeconds = 30 * 60;

    /// <summary>A campaign in a cap token, which has little room.</summary>
    public static ulong KeyOf(string campaign) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(campaign)));

    /// <summary>The first second at which the impressions count no more.</summary>
    public long Ends => Period switch
    {
        CapPeriod.Minute => Since + 60L,
        CapPeriod.Hour => Since + 3_600L,
        CapPeriod.Day => Since + 86_400L,
        CapPeriod.Session => Since + SessionSeconds,
        _ => long.MaxValue,
    };

    public bool Counts(DateTimeOffset now) => now.ToUnixTimeSeconds() < Ends;

    /// <summary>Whether one of the caps is used up.</summary>
    public bool Reaches(ImmutableArray<FrequencyCap> caps, DateTimeOffset now)
    {
        foreach (var cap in caps)
        {
            if (cap.Period == Period && Count >= cap.Count)
            {
                return Counts(now);
            }
        }

        return false;
    }
}
