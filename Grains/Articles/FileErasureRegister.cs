using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>
/// A directory that the processes of a cluster share or have each for itself: one file for each process that has erased
/// something, with one id in each line, appended and never rewritten; all of them are read at the start. Nothing is kept where
/// no directory is configured. A line that was cut off by a crash is no id of an article that was erased: the erasure was not
/// done then, and is repeated.
/// </summary>
internal sealed partial class FileErasureRegister : IErasureRegister, IDisposable
{
    private readonly string _directory;
    private readonly string _ownFile;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);

    /// <exception cref="IOException">The directory cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public FileErasureRegister(IOptions<ArticlesOptions> options, ILogger<FileErasureRegister> logger)
    {
        _directory = options.Value.ErasuresDirectory;
        _ownFile = Path.Combine(_directory, $"{Environment.MachineName}-{Guid.CreateVersion7():N}");
        if (_directory.Length == 0)
        {
            LogNoneKept(logger);
            return;
        }

        Directory.CreateDirectory(_directory);
        foreach (var line in Directory.EnumerateFiles(_directory).SelectMany(File.ReadLines).Where(Identifier.IsValid))
        {
            _known[line] = 0;
        }
    }

    public IReadOnlyCollection<string> All => [.. _known.Keys];

    public bool Contains(string article) => _known.ContainsKey(article);

    public async Task AddAsync(string article, CancellationToken cancellationToken)
    {
        if (_directory.Length == 0 || Contains(article))
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var file = new FileStream(_ownFile, FileMode.Append, FileAccess.Write, FileShare.Read, 4_096, FileOptions.Asynchronous);

            // A line feed before it too: what stands there may have been cut off.
            await file.WriteAsync(Encoding.UTF8.GetBytes($"\n{article}\n"), cancellationToken);
            await file.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
            _known[article] = 0;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(2016, LogLevel.Warning, "Articles__ErasuresDirectory is not set: what is erased comes back with an older backup of the store. See docs/RUNBOOK.md, 'Article comes back after a restore'.")]
    private static partial void LogNoneKept(ILogger logger);
}
