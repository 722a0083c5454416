namespace Sokbo.Load;

/// <summary>Seconds of wall clock and of CPU, and counters, at one moment.</summary>
internal sealed record Measurement(double Time, double Cpu, double Own, double[] Others, double[] Counters);
