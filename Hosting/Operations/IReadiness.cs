namespace Sokbo.Hosting.Operations;

/// <summary>One condition of <c>/health/ready</c>. Answers from memory: a probe must never wait for the store or the cluster.</summary>
public interface IReadiness
{
    /// <summary>Few words, stable; shown to operators.</summary>
    string Name { get; }

    /// <summary>Null where all is well, else one sentence.</summary>
    string? Problem { get; }
}
