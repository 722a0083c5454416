namespace Sokbo.Grains.Delivery;

/// <summary>Writes of grains that keep their state in one document.</summary>
internal static class StoredState
{
    /// <summary>
    /// Puts the next state into the store. After a failure nobody knows whether it is there: the grain leaves, and its next
    /// activation reads it.
    /// </summary>
    public static async Task WriteOrLeaveAsync<TState>(this IGrainBase grain, IPersistentState<TState> store, TState next, CancellationToken cancellationToken)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync(cancellationToken);
        }
        catch (Exception)
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
