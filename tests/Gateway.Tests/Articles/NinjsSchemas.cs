using System.Diagnostics;
using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>ninjs held against the schemas in <c>tests/validators</c> by ajv, in one process of Node for all files.</summary>
internal static class NinjsSchemas
{
    /// <returns>What is wrong, one line for each; empty where nothing is.</returns>
    public static async Task<string[]> CheckAsync(params IEnumerable<(string Version, string Json)> files)
    {
        using var scratch = new ScratchDirectory();
        var arguments = new List<string> { Path.Combine(RepositoryRoot.Path, "tests", "validators", "ninjs.mjs") };
        foreach (var (index, (version, json)) in files.Index())
        {
            var file = scratch[$"{index}.json"];
            await File.WriteAllTextAsync(file, json);
            arguments.Add($"{version}={file}");
        }

        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal("", await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
