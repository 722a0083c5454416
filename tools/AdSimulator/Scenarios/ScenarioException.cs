namespace Sokbo.AdSimulator.Scenarios;

/// <summary>The input is wrong; the message says where and what to write instead.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
