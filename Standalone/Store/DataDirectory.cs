using Sokbo.Hosting.Operations;

namespace Sokbo.Standalone.Store;

/// <summary>The directory with everything that lasts. While this lives no other process can use the directory.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    public string Path { get; }

    /// <summary>A relative path starts at the working directory.</summary>
    public static DataDirectory Open(string configured)
    {
        var path = System.IO.Path.GetFullPath(configured);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, error);
        }

        var lockPath = System.IO.Path.Combine(path, "lock");
        FileStream lockFile;
        try
        {
            lockFile = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw NotWritable(path, error);
        }
        catch (IOException error) when (File.Exists(lockPath))
        {
            throw new StartException(
                $"The data directory {path} is used by another process. Stop it, or set Sokbo__DataDirectory to another directory.", inner: error);
        }
        catch (IOException error)
        {
            throw NotWritable(path, error);
        }

        try
        {
            // A write shows what permissions do not: a full disk, a read-only mount.
            lockFile.SetLength(0);
            lockFile.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            lockFile.Flush(flushToDisk: true);
        }
        catch (IOException error)
        {
            lockFile.Dispose();
            throw NotWritable(path, error);
        }

        return new DataDirectory(path, lockFile);
    }

    public void Dispose() => _lock.Dispose();

    private static StartException NotWritable(string path, Exception error) => new(
        $"The data directory {path} cannot be written: {error.Message} Make it writable for this user, or set Sokbo__DataDirectory to another directory.",
        inner: error);
}
