using Microsoft.Extensions.Hosting;

namespace Sokbo.Hosting.Operations;

/// <summary>Not ready before the start has finished, and never again once the process was asked to stop.</summary>
internal sealed class LifetimeReadiness(IHostApplicationLifetime lifetime, DrainState drain) : IReadiness
{
    public string Name => "process";

    public string? Problem =>
        lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
        : drain.IsDraining ? "draining"
        : lifetime.ApplicationStarted.IsCancellationRequested ? null
        : "starting";
}
