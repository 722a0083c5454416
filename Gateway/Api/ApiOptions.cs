using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Api;

/// <summary>Limits of the management API for one key on one gateway; section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests a second in the long run. What exceeds it gets 429.</summary>
    [Range(1, 100_000)]
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Requests that may come at once.</summary>
    [Range(1, 100_000)]
    public int BurstMax { get; init; } = 500;

}
