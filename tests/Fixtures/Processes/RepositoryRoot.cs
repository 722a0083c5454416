namespace Sokbo.Fixtures.Processes;

/// <summary>Where the tests run: the repository, and the configuration that they were built in.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary><c>debug</c> or <c>release</c>: the last part of artifacts/bin/{project}/{configuration}.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>A program of this repository, built in the same configuration as the tests.</summary>
    public static string Program(string project)
    {
        var path = System.IO.Path.Combine(Path, "artifacts", "bin", project, Configuration, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built: build Sokbo.slnx first.", path);
    }

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Sokbo.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Sokbo.slnx above {AppContext.BaseDirectory}.");
    }
}
