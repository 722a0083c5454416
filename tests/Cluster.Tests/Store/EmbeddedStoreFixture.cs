using Sokbo.Fixtures.Processes;
using Sokbo.Standalone.Store;

namespace Sokbo.Cluster.Tests.Store;

public sealed class EmbeddedStoreFixture : StoreFixture
{
    private readonly ScratchDirectory _scratch = new();
    private RunningStore? _running;

    protected override Task<string> OpenAsync()
    {
        _running = new RunningStore(DataDirectory.Open(_scratch.Path), new StoreOptions { MemoryMebibytes = 256 });
        return Task.FromResult(_running.Store.ConnectionString);
    }

    protected override Task CloseAsync()
    {
        _running?.Dispose();
        _scratch.Dispose();
        return Task.CompletedTask;
    }
}
