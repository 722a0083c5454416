using System.Diagnostics;
using Sokbo.Fixtures.Processes;
using Xunit;

namespace Sokbo.Standalone.Tests;

/// <summary>Runs only the part of the build that needs Node, with a search path on which there is none, or an old one.</summary>
public sealed class MissingNodeTests
{
    private const string Remedy = "Sokbo builds its browser code with Node.js 20 or later and npm: install them from https://nodejs.org and build again.";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("InstallWebPackages", "WebPackagesStamp")]
    [InlineData("BuildWeb", "WebManifest")]
    public async Task Without_node_the_build_says_so_in_one_line(string target, string missing)
    {
        using var path = new ScratchDirectory();

        await AssertRefusedAsync(path, target, missing, $"Node.js was not found. {Remedy}");
    }

    [Theory]
    [InlineData("v18.20.4")]
    [InlineData("v9.11.2")]
    public async Task A_node_that_is_too_old_is_named(string version)
    {
        using var path = new ScratchDirectory();
        await AddProgramAsync(path, "node", version);

        await AssertRefusedAsync(path, "InstallWebPackages", "WebPackagesStamp", $"Node.js {version} is too old. {Remedy}");
    }

    [Fact]
    public async Task Node_without_npm_is_not_enough()
    {
        using var path = new ScratchDirectory();
        await AddProgramAsync(path, "node", "v20.0.0");

        await AssertRefusedAsync(path, "InstallWebPackages", "WebPackagesStamp", $"npm was not found. {Remedy}");
    }

    /// <param name="path">All that the build finds programs in.</param>
    /// <param name="target">What is built.</param>
    /// <param name="missing">The property that names what the target makes; it is pointed at a file that is not there.</param>
    /// <param name="reason">What the one error says.</param>
    private static async Task AssertRefusedAsync(ScratchDirectory path, string target, string missing, string reason)
    {
        var start = new ProcessStartInfo(DotNet());
        string[] arguments =
        [
            "msbuild", Path.Combine(RepositoryRoot.Path, "Gateway", "Web.targets"), "-nologo", "-verbosity:quiet", "-nodeReuse:false",
            "-terminalLogger:off", $"-target:{target}", $"-property:{missing}={path["not-there"]}",
            // What was built for these tests is complete; nothing but the missing piece is to be made.
            .. missing == "WebManifest" ? [$"-property:WebPackagesStamp={await StandingStampAsync(path)}"] : Array.Empty<string>(),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        // The build's own shell is the one program that is there in any case.
        File.CreateSymbolicLink(path["sh"], "/bin/sh");
        start.Environment["PATH"] = path.Path;

        await using var build = await ChildProcess.StartAsync("dotnet msbuild", start);

        Assert.Equal(1, await build.ExitAsync(Limit));
        var line = Assert.Single(build.Output.Lines, line => line.Length > 0);
        Assert.Contains($"error : {reason}", line, StringComparison.Ordinal);
    }

    /// <summary>Packages that were installed a moment ago.</summary>
    private static async Task<string> StandingStampAsync(ScratchDirectory path)
    {
        await File.WriteAllTextAsync(path["stamp"], "", TestContext.Current.CancellationToken);
        return path["stamp"];
    }

    private static async Task AddProgramAsync(ScratchDirectory path, string name, string says)
    {
        await File.WriteAllTextAsync(path[name], $"#!/bin/sh\necho {says}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path[name], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>By its full path: on the search path of the build it is not.</summary>
    private static string DotNet() => Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Select(directory => Path.Combine(directory, "dotnet"))
        .First(File.Exists);
}
