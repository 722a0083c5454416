namespace Sokbo.AdSimulator.Scenarios;

/// <summary>A gateway that ends without a word: what it holds is lost, and another run takes its place after a moment.</summary>
internal sealed record Death(int Gateway, DateTimeOffset At, double SecondsAway);
