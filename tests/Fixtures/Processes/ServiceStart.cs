namespace Sokbo.Fixtures.Processes;

/// <summary>How to start one of this repository's programs.</summary>
public sealed record ServiceStart(string Project)
{
    /// <summary>For messages; where several of one project run, "silo-1", "silo-2", ….</summary>
    public string Name { get; init; } = Project;

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Adds to the defaults, or replaces them: free ports on 127.0.0.1 and a data directory of its own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
