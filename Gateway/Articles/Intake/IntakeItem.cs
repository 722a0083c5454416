namespace Sokbo.Gateway.Articles.Intake;

/// <summary>An article of somebody else. Nothing of it is trusted yet.</summary>
internal sealed record IntakeItem
{
    /// <summary>By what the source knows it, for ever.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Why it is no article, whatever else it has; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>Null where the source does not say.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Nothing of it may be shown before; null for none.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>HTML; may be empty.</summary>
    public string Html { get; init; } = "";

    /// <summary>Plain text; may be empty.</summary>
    public string Summary { get; init; } = "";

    public string Author { get; init; } = "";

    /// <summary>Whose its pictures are; may be empty.</summary>
    public string Credit { get; init; } = "";

    /// <summary>Where it stands at the source; null where it does not say.</summary>
    public Uri? Link { get; init; }

    public string[] Tags { get; init; } = [];
}
