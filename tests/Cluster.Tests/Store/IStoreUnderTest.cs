namespace Sokbo.Cluster.Tests.Store;

/// <summary>A store in a process of its own, which a test can kill.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    string ConnectionString { get; }

    /// <summary>SIGKILL, then a start on what is on disk.</summary>
    Task KillAndRestartAsync(Func<Task> whenDead);
}
