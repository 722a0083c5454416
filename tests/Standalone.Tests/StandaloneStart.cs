using Sokbo.Fixtures.Processes;

namespace Sokbo.Standalone.Tests;

/// <summary>Sokbo in one process on random ports, with an operator key that the tests know.</summary>
internal static class StandaloneStart
{
    public const string AdminKey = "an-operator-key-for-tests-only";

    /// <summary>Values of <paramref name="environment"/> win.</summary>
    public static ServiceStart Of(IReadOnlyDictionary<string, string>? environment = null, params IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sokbo__AdminKey"] = AdminKey };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            values[key] = value;
        }

        return new ServiceStart("Standalone") { Environment = values, Arguments = arguments };
    }

    /// <summary>The public listener, with the operator's key.</summary>
    public static HttpClient Api(this ServiceProcess process)
    {
        var http = new HttpClient { BaseAddress = process.Url, Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", AdminKey);
        return http;
    }

    /// <summary>Connection string of the embedded store.</summary>
    public static string Store(this ServiceProcess process) => "!" + Path.Combine(process.DataDirectory, "store.sock");
}
