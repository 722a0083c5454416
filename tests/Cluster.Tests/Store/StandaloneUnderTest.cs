using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>The embedded store inside a running Standalone, reached through its socket.</summary>
internal sealed class StandaloneUnderTest(ServiceProcess standalone) : IStoreUnderTest
{
    public string ConnectionString => "!" + Path.Combine(standalone.DataDirectory, "store.sock");

    public async Task KillAndRestartAsync(Func<Task> whenDead)
    {
        await standalone.Process.KillAsync();
        await whenDead();
        await standalone.RestartAsync();
    }

    public ValueTask DisposeAsync() => standalone.DisposeAsync();
}
