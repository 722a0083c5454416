namespace Sokbo.Gateway.Weather;

/// <summary>Which reading of the station an operator decides on.</summary>
internal sealed record DecisionRequest
{
    /// <summary>RFC 3339 with an offset: the time of the observation.</summary>
    public required string ObservedAt { get; init; }
}
