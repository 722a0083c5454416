using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>
/// A file with one id in each line, appended and never rewritten; nothing where no file is configured. A line that was cut off
/// by a crash is no id of an article that was erased: the erasure was not done then, and is repeated.
/// </summary>
internal sealed class FileErasureRegister : IErasureRegister, IDisposable
{
    private readonly string _path;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);

    public FileErasureRegister(IOptions<ArticlesOptions> options)
    {
        _path = options.Value.ErasuresFile;
        if (_path.Length > 0 && File.Exists(_path))
        {
            foreach (var line in File.ReadLines(_path).Where(Identifier.IsValid))
            {
                _known[line] = 0;
            }
        }
    }

    public IReadOnlyCollection<string> All => [.. _known.Keys];

    public bool Contains(string article) => _known.ContainsKey(article);

    public async Task AddAsync(string article, CancellationToken cancellationToken)
    {
        if (_path.Length == 0 || Contains(article))
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            await using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 4_096, FileOptions.Asynchronous);

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
}
