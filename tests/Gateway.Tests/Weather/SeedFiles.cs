using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

/// <summary>The page that Sokbo replaces, where it is at hand.</summary>
internal static class SeedFiles
{
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "seed", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        Assert.Skip("The seed is not here.");
        return "";
    }
}
