using Microsoft.Extensions.Logging;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>An entry of level error is a bug. In a replay the others stand in the trace.</summary>
internal sealed class StrictLogger<T>(Loop loop, Trace trace, string node) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error || (trace.IsShown && logLevel >= LogLevel.Information);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Error)
        {
            trace.Note($"{node} logs: {formatter(state, exception)}");
        }
        else
        {
            loop.Violate($"Logged as an error: {formatter(state, exception)} {exception}");
        }
    }
}
