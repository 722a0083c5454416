namespace Sokbo.Load;

/// <summary>Readers that end together.</summary>
internal sealed class ReaderGroup(Reader[] readers) : IDisposable
{
    private const int ConnectingMax = 32;

    public Reader[] Readers => readers;

    /// <summary>Connects them, each for the page at its place, and returns when all have what they asked for.</summary>
    /// <param name="pages">As many as readers.</param>
    /// <param name="bound">How long an answer may take.</param>
    /// <param name="stop">Ends their connections.</param>
    /// <exception cref="InvalidOperationException">The server has refused one.</exception>
    public Task OpenAsync(IReadOnlyList<AwaitingPage> pages, TimeSpan bound, CancellationToken stop) => Parallel.ForEachAsync(
        readers.Zip(pages),
        new ParallelOptions { MaxDegreeOfParallelism = ConnectingMax },
        async (pair, cancellationToken) =>
        {
            if (await pair.First.StartAsync(pair.Second.Opening(), stop) is { } refusal)
            {
                throw new InvalidOperationException($"The server did not upgrade: {refusal.Head}");
            }

            await pair.Second.SubscribedAsync(bound, cancellationToken);
        });

    public void Dispose() => Array.ForEach(readers, static reader => reader.Dispose());
}
