using System.Reflection;
using Sokbo.Hosting.Operations;

namespace Sokbo.Standalone;

/// <summary>The command line. Everything else is configuration by environment.</summary>
internal sealed record StartArguments(bool Sample, bool Help, bool Version)
{
    public const string HelpText = """
        Sokbo in one process: pages, API, grains and an embedded store.

          --no-sample   start without sample content on an empty data directory
          --help        this text
          --version     the version

        Configuration is by environment, with these defaults:
          ASPNETCORE_URLS=http://localhost:8080     pages and API
          Sokbo__Ops__Url=http://localhost:8081     /metrics and /health, not for the public
          Sokbo__DataDirectory=./data               everything that lasts, below the working directory
          Sokbo__Redis=                             a Redis instead of the embedded store
        docs/CONFIGURATION.md has all keys.
        """;

    private const int UsageExitCode = 2;

    public static string VersionText =>
        typeof(StartArguments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static StartArguments Parse(IEnumerable<string> arguments)
    {
        var result = new StartArguments(Sample: true, Help: false, Version: false);
        foreach (var argument in arguments)
        {
            result = argument switch
            {
                "--no-sample" => result with { Sample = false },
                "--help" or "-h" => result with { Help = true },
                "--version" => result with { Version = true },
                _ => throw new StartException($"Unknown option '{argument}'. --help lists the options.", UsageExitCode),
            };
        }

        return result;
    }
}
