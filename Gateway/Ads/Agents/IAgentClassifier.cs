namespace Sokbo.Gateway.Ads.Agents;

/// <summary>Tells people's browsers from programs, by what they call themselves.</summary>
internal interface IAgentClassifier
{
    /// <summary>False for known robots and for everything that is no known browser, nothing included. Any thread.</summary>
    bool IsReader(string? userAgent);
}
