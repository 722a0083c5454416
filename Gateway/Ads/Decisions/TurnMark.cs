using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Where a rotation stood: who had its first turn, and how many turns of the round were over. With the weights it says whose turn it was.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnMark(int Start, int Turn);
