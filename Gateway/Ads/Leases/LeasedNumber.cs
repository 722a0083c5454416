using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>One impression that may bill.</summary>
/// <param name="Lease">Id of the lease within its campaign.</param>
/// <param name="Number">0 to the lease's size, exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeasedNumber(long Lease, int Number);
