namespace Sokbo.Grains.Delivery;

/// <summary>
/// Identity of the store's contents. Restoring a backup changes it before any grain writes, so that no epoch
/// continues over lost history.
/// </summary>
public interface IStoreIncarnation
{
    ValueTask<string> ReadAsync(CancellationToken cancellationToken);
}
