using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>
/// Since when an answer about readings is as it is, as far as their times tell, and until when it stays so: readings grow
/// old by themselves, and the next report is expected at a known time.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerTimes(DateTimeOffset? LastModified, DateTimeOffset Expires)
{
    /// <summary>Where the report that was expected has not come.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    public static AnswerTimes Of(IEnumerable<DateTimeOffset?> observed, DateTimeOffset? nextExpectedAt, DateTimeOffset now)
    {
        DateTimeOffset? last = null;
        var expires = nextExpectedAt > now ? nextExpectedAt.Value : now + Overdue;
        foreach (var at in observed.OfType<DateTimeOffset>())
        {
            foreach (var change in new[] { at, ReadingAges.NextExpectedAt(at) + ReadingAges.Grace, at + ReadingAges.GoneAfter })
            {
                if (change > now)
                {
                    expires = change < expires && change > at ? change : expires;
                }
                else if (last is null || change > last)
                {
                    last = change;
                }
            }
        }

        return new AnswerTimes(last, expires);
    }
}
