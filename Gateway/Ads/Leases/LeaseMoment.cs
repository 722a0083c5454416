using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// One moment on both clocks that leases live by. A decision looks at the numbers of all its candidates at one moment:
/// reading two clocks for each of them would take longer than everything else that it does.
/// </summary>
/// <param name="Timestamp">Of the monotonic clock.</param>
/// <param name="UtcTicks">Of the wall clock.</param>
/// <param name="Processor">On which it was looked at, which says where counting disturbs nobody; any number counts right.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeaseMoment(long Timestamp, long UtcTicks, int Processor)
{
    public static LeaseMoment Of(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow().UtcTicks, Thread.GetCurrentProcessorId());
}
