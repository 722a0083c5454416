namespace Sokbo.Hosting.Operations;

/// <summary>The listener for operators, from the section <c>Sokbo:Ops</c>.</summary>
public sealed class OpsOptions
{
    /// <summary>Where <c>/metrics</c>, <c>/health/live</c> and <c>/health/ready</c> answer. Not to be reachable by the public.</summary>
    public string Url { get; set; } = "http://localhost:8081";
}
