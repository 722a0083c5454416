namespace Sokbo.Standalone.Store;

/// <summary>The store and the hold on its directory, given up in the right order.</summary>
internal sealed class RunningStore : IDisposable
{
    private readonly DataDirectory _directory;

    public RunningStore(DataDirectory directory, StoreOptions options)
    {
        _directory = directory;
        try
        {
            Store = EmbeddedStore.Start(_directory, options);
        }
        catch
        {
            _directory.Dispose();
            throw;
        }
    }

    public EmbeddedStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        _directory.Dispose();
    }
}
