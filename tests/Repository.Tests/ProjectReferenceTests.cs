using System.Xml.Linq;
using Xunit;

namespace Sokbo.Repository.Tests;

/// <summary>Who may know whom, as in the table of ARCHITECTURE.md.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces"],
        ["Hosting"] = [],
        ["Silo"] = ["Grains", "Hosting"],
        ["Gateway"] = ["Grains.Interfaces", "Hosting"],
        ["AdSimulator"] = ["Gateway", "Grains"],
        ["Standalone"] = ["Gateway", "Grains", "Grains.Interfaces", "Hosting", "Silo"],
    };

    [Fact]
    public void Projects_reference_only_what_they_may()
    {
        foreach (var file in Projects())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            Assert.True(Allowed.TryGetValue(name, out var allowed), $"{file} is in no row here; decide what it may reference.");
            Assert.Empty(References(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Except(allowed!));
        }
    }

    [Fact]
    public void Grains_know_nothing_of_the_web()
    {
        string[] web = ["Microsoft.AspNetCore", "Microsoft.Orleans.Client"];
        foreach (var file in new[] { "Grains.Interfaces/Grains.Interfaces.csproj", "Grains/Grains.csproj" })
        {
            var all = References(file, "PackageReference").Concat(References(file, "FrameworkReference"));
            Assert.DoesNotContain(all, name => web.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = RepositoryFiles.Text("Sokbo.slnx");

        Assert.DoesNotContain(RepositoryFiles.With(".csproj"), file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Projects() =>
        RepositoryFiles.With(".csproj").Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("bench/", StringComparison.Ordinal));

    private static IEnumerable<string> References(string file, string element) =>
        XDocument.Parse(RepositoryFiles.Text(file)).Descendants(element).Select(node => node.Attribute("Include")!.Value.Replace('\\', '/'));
}
