using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Ads.Agents;

/// <summary>
/// Two lists together, as the IAB does it: a reader is what a browser's pattern matches and no robot's does. The lists are
/// files of one regular expression a line; an operator's file takes the place of the one in this assembly.
/// </summary>
internal sealed class ListedAgents : IAgentClassifier
{
    /// <summary>Browsers in apps append much to their names; nothing honest is longer than this.</summary>
    private const int LengthMax = 1_024;

    private const int CacheMax = 4_096;

    private readonly Regex _browsers;
    private readonly Regex _robots;

    /// <summary>The names of browsers are few, and inventing others gains nothing.</summary>
    private readonly BoundedMap<string, bool> _known = new(CacheMax, StringComparer.Ordinal);

    public ListedAgents(IOptions<AdsOptions> options)
    {
        _browsers = Read(options.Value.BrowsersFile, "browsers.txt", RegexOptions.None);
        _robots = Read(options.Value.RobotsFile, "robots.txt", RegexOptions.IgnoreCase);
    }

    public bool IsReader(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent) || userAgent.Length > LengthMax)
        {
            return false;
        }

        if (_known.TryGetValue(userAgent, out var isReader))
        {
            return isReader;
        }

        isReader = _browsers.IsMatch(userAgent) && !_robots.IsMatch(userAgent);
        _known.Set(userAgent, isReader);
        return isReader;
    }

    /// <summary>All lines as one expression that takes linear time, whatever is sent.</summary>
    private static Regex Read(string? file, string name, RegexOptions options)
    {
        var lines = (file is null ? Own(name) : Foreign(file)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var patterns = lines.Where(line => line[0] != '#').Select(line => $"(?:{line})").ToArray();
        if (patterns.Length == 0)
        {
            throw new StartException($"{file} holds no pattern; without one nobody or everybody would be a reader.");
        }

        try
        {
            return new Regex(
                string.Join('|', patterns), options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new StartException($"{file ?? name} holds a line that is no regular expression without look-around and back-references: {error.Message}", inner: error);
        }
    }

    private static string Own(string name)
    {
        using var stream = typeof(ListedAgents).Assembly.GetManifestResourceStream($"agents/{name}")
            ?? throw new InvalidOperationException($"agents/{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Foreign(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file} cannot be read: {error.Message}", inner: error);
        }
    }
}
