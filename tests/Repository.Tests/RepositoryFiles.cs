using Sokbo.Fixtures.Processes;

namespace Sokbo.Repository.Tests;

/// <summary>The repository as it lies on the disk, without what builds and downloads put there.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", "bin", "obj", "dist", "data", ".local-cluster", ".vs", ".idea"];

    /// <summary>All files, as paths relative to the root with <c>/</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Walk(new DirectoryInfo(RepositoryRoot.Path)).Select(Relative).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> With(string extension) => All.Where(file => file.EndsWith(extension, StringComparison.Ordinal));

    public static string Full(string file) => Path.Combine(RepositoryRoot.Path, file);

    public static string Text(string file) => File.ReadAllText(Full(file));

    /// <summary>Where the program is; tests and documents are elsewhere.</summary>
    public static IEnumerable<string> Sources => With(".cs").Where(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(DirectoryInfo directory) => directory.EnumerateFiles().Select(file => file.FullName)
        .Concat(directory.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(Walk));

    private static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/');
}
