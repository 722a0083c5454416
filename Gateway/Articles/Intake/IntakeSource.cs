namespace Sokbo.Gateway.Articles.Intake;

/// <summary>Somebody else's articles, as RSS, Atom or ninjs; an element of <c>Intake:Sources</c>.</summary>
internal sealed class IntakeSource
{
    /// <summary>Stands in the ids of what it brings: it must not change.</summary>
    public string Id { get; init; } = "";

    /// <summary>https, or http where the source has nothing else. Its host must be in <c>Intake:Hosts</c>.</summary>
    public string Url { get; init; } = "";

    public string Site { get; init; } = "default";

    public string Section { get; init; } = "";

    /// <summary>True publishes what comes; false leaves drafts.</summary>
    public bool Publish { get; init; }

    public int IntervalMinutes { get; init; } = 10;

    public int CallsPerDayMax { get; init; } = 300;

    /// <summary>Stands as author in histories, and as byline where an item names nobody.</summary>
    public string Name { get; init; } = "";
}
