using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sokbo.Hosting.Operations;

/// <summary>
/// Stops the process on SIGTERM, SIGINT and SIGQUIT, after everything that drains has done so. The stock lifetime stops at
/// once, and SignalR then closes every connection in the same moment. A second signal stops without further drain.
/// </summary>
internal sealed partial class DrainingLifetime(
    IHostApplicationLifetime application, IEnumerable<IDrain> drains, DrainState state, ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, Take));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (state.Begin())
        {
            _ = Task.Run(DrainAsync);
        }
        else
        {
            _stop.Cancel();
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            _stop.CancelAfter(Bound);
            await Task.WhenAll(drains.Select(drain => drain.DrainAsync(_stop.Token)));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogCut(logger);
        }
        catch (Exception error)
        {
            // A process that was asked to stop stops.
            LogFailed(logger, error);
        }

        application.StopApplication();
    }

    [LoggerMessage(9020, LogLevel.Warning, "The drain was cut short; what is left is closed at once.")]
    private static partial void LogCut(ILogger logger);

    [LoggerMessage(9021, LogLevel.Error, "The drain failed; what is left is closed at once.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
