using System.Diagnostics;
using System.Globalization;

namespace Sokbo.Fixtures.Processes;

/// <summary>
/// One of this repository's programs as a process of its own, with free ports and a scratch directory. It can be killed
/// and started again with the same ports and data.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(100);
    private static readonly string[] OwnPrefixes = ["Sokbo__", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "Logging__", "Delivery__", "Topics__", "Api__", "Articles__", "Ads__", "Weather__"];

    private readonly HttpClient _ops;
    private readonly ServiceStart _start;
    private readonly ScratchDirectory _scratch = new();
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _child;

    private ServiceProcess(ServiceStart start)
    {
        _start = start;
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = Address(),
            ["Sokbo__Ops__Url"] = Address(),
            ["Sokbo__DataDirectory"] = _scratch["data"],
            ["DOTNET_NOLOGO"] = "1",
            // Many processes on a small machine: one heap each.
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (key, value) in start.Environment)
        {
            _environment[key] = value;
        }

        _ops = new HttpClient { BaseAddress = OpsUrl, Timeout = TimeSpan.FromSeconds(2) };
    }

    public string Name => _start.Name;

    /// <summary>Where pages and API are; nothing listens there in a silo.</summary>
    public Uri Url => new(_environment["ASPNETCORE_URLS"]);

    /// <summary>Where metrics and health are.</summary>
    public Uri OpsUrl => new(_environment["Sokbo__Ops__Url"]);

    public string DataDirectory => _environment["Sokbo__DataDirectory"];

    /// <summary>The running process, or the last one.</summary>
    public ChildProcess Process => _child ?? throw new InvalidOperationException($"{Name} was not started.");

    public OutputTail Output => Process.Output;

    /// <summary>Starts it and returns when it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(ServiceStart start)
    {
        var service = await LaunchAsync(start);
        try
        {
            await service.ReadyAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and returns at once, for tests of what it says and how it ends.</summary>
    public static async Task<ServiceProcess> LaunchAsync(ServiceStart start)
    {
        var service = new ServiceProcess(start);
        await service.LaunchAsync();
        return service;
    }

    /// <summary>Starts a killed or ended process again, with the same ports and data.</summary>
    public async Task RestartAsync()
    {
        await Process.DisposeAsync();
        await LaunchAsync();
        await ReadyAsync();
    }

    /// <summary>Returns when /health/ready says so.</summary>
    public async Task ReadyAsync(TimeSpan? bound = null)
    {
        var started = Stopwatch.GetTimestamp();
        var limit = bound ?? ReadyBound;
        var answer = "nothing yet";
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            if (Process.HasExited)
            {
                throw new InvalidOperationException($"{Name} ended with {await Process.ExitAsync(limit)} before it was ready. Output:\n{Output}");
            }

            answer = await ReadinessAsync() ?? "ready";
            if (answer == "ready")
            {
                return;
            }

            await Task.Delay(ReadyPause);
        }

        throw new TimeoutException($"{Name} is not ready after {limit.TotalSeconds:0} s; /health/ready: {answer}. Output:\n{Output}");
    }

    /// <summary>Null when ready, else what it says is missing.</summary>
    public async Task<string?> ReadinessAsync()
    {
        try
        {
            using var response = await _ops.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode ? null : (await response.Content.ReadAsStringAsync()).Trim();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.Message;
        }
    }

    /// <summary>The value of a metric: the sum over the series whose labels contain <paramref name="labels"/>; null where there is none.</summary>
    public async Task<double?> MetricAsync(string name, string labels = "")
    {
        var text = await _ops.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var values = text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Where(line => line.Contains(labels, StringComparison.Ordinal))
            .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
            .ToList();
        return values.Count == 0 ? null : values.Sum();
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }

        _ops.Dispose();
        _scratch.Dispose();
    }

    private static string Address() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}");

    private async Task LaunchAsync()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _scratch.Path };
        start.ArgumentList.Add(RepositoryRoot.Program(_start.Project));
        foreach (var argument in _start.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the developer has set for a run of their own is not meant for this process.
        foreach (var inherited in start.Environment.Keys.Where(key => OwnPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in _environment)
        {
            start.Environment[key] = value;
        }

        _child = await ChildProcess.StartAsync(Name, start);
    }
}
