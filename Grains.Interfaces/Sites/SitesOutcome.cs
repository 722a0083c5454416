namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>Answer to a change of the sites.</summary>
[GenerateSerializer, Immutable, Alias("sites.SitesOutcome")]
public sealed record SitesOutcome
{
    [Id(0)] public required SitesVerdict Verdict { get; init; }

    /// <summary>The state after the change; the state as it is where the change was refused.</summary>
    [Id(1)] public required SitesState State { get; init; }

    /// <summary>The revision that stands, where the expectation did not hold.</summary>
    [Id(2)] public int CurrentRevision { get; init; }

    /// <summary>The host name that another site has, or that site's id, where that is why.</summary>
    [Id(3)] public string Subject { get; init; } = "";
}
