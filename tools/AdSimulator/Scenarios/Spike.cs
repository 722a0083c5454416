namespace Sokbo.AdSimulator.Scenarios;

/// <summary>For so long the traffic is so many times what it is otherwise.</summary>
internal sealed record Spike(DateTimeOffset At, double Minutes, double Factor);
