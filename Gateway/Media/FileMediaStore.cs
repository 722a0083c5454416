using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Media;

/// <summary>
/// <c>{directory}/{first two digits}/{name}</c>, pictures of articles below <c>pictures</c>. A file comes into being under another name and is renamed when it is whole
/// and on disk, so that a reader finds all of it or nothing, whatever dies in between.
/// </summary>
internal sealed class FileMediaStore(IOptions<MediaOptions> options, IOptions<SokboOptions> sokbo, TimeProvider time) : IMediaStore
{
    private const string Incoming = "incoming";

    /// <summary>Other gateways write into the same directory: what it holds is counted anew after this time.</summary>
    private static readonly TimeSpan CountFor = TimeSpan.FromMinutes(10);

    /// <summary>Nobody writes one file for so long: its writer is gone.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    private readonly string _directory = Path.GetFullPath(
        string.IsNullOrWhiteSpace(options.Value.Directory) ? Path.Combine(sokbo.Value.DataDirectory, "media") : options.Value.Directory);

    private readonly Lock _counting = new();
    private long _bytes;
    private long? _countedAt;

    public async Task<bool> PutAsync(MediaName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return true;
        }

        if (Weigh() + content.Length > options.Value.BytesMax)
        {
            return false;
        }

        Directory.CreateDirectory(Path.Combine(_directory, Incoming));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var incoming = Path.Combine(_directory, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(incoming, path, overwrite: true);
        }
        finally
        {
            File.Delete(incoming);
        }

        Add(content.Length);
        return true;
    }

    public Task<Stream?> OpenAsync(MediaName name, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<long?> SizeAsync(MediaName name, CancellationToken cancellationToken) =>
        Task.FromResult<long?>(new FileInfo(PathOf(name)) is { Exists: true, Length: var length } ? length : null);

    public Task RemoveAsync(MediaName name, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(name));
        if (file.Exists)
        {
            Add(-file.Length);
            file.Delete();
        }

        return Task.CompletedTask;
    }

    /// <summary>What all files weigh in bytes; counted anew where that was not done for long.</summary>
    public long Weigh()
    {
        lock (_counting)
        {
            if (_countedAt is not { } at || time.GetElapsedTime(at) > CountFor)
            {
                var root = Directory.CreateDirectory(_directory);
                Sweep();
                Volatile.Write(ref _bytes, root.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
                _countedAt = time.GetTimestamp();
            }
        }

        return Add(0);
    }

    private long Add(long bytes)
    {
        var weight = Interlocked.Add(ref _bytes, bytes);
        MediaMetrics.Bytes.Set(weight);
        return weight;
    }

    private string PathOf(MediaName name) => Path.Combine(_directory, name.Key);

    private void Sweep()
    {
        var incoming = new DirectoryInfo(Path.Combine(_directory, Incoming));
        if (incoming.Exists)
        {
            // The clock of the file system, with which the files were dated.
            var oldest = time.GetUtcNow().UtcDateTime - AbandonedAfter;
            foreach (var file in incoming.EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
            {
                file.Delete();
            }
        }
    }
}
