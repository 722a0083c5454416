namespace Sokbo.Hosting.Operations;

/// <summary>
/// What a process does between being asked to stop and stopping: it still listens, readiness is off, and a balancer sends
/// it nobody new. A second signal, or the time limit, ends it.
/// </summary>
public interface IDrain
{
    Task DrainAsync(CancellationToken cancellationToken);
}
