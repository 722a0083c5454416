namespace Sokbo.Fixtures.Processes;

/// <summary>A directory of its own below the system's temporary one, gone afterwards.</summary>
public sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sokbo-test-").FullName;

    /// <summary>A path inside; nothing is created.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test has removed it.
        }
    }
}
