namespace Sokbo.Cluster.Tests.Store;

/// <summary>The first reminder tick that a silo delivers to a <see cref="ReminderProbeGrain"/>.</summary>
internal sealed class ReminderTicks
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The key of the grain.</summary>
    public async Task<string> FirstAsync(TimeSpan bound)
    {
        try
        {
            return await _first.Task.WaitAsync(bound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"No reminder tick within {bound.TotalSeconds:0} s.", late);
        }
    }

    public void Add(string key) => _first.TrySetResult(key);
}
