namespace Sokbo.Gateway.Articles;

/// <summary>A correction: the note to the public, and what changes. What is left out stays.</summary>
internal sealed record CorrectRequest
{
    /// <summary>What was wrong and what is right, for the public.</summary>
    public required string Note { get; init; }

    public string? Headline { get; init; }

    public string? Body { get; init; }

    /// <summary><c>html</c> or <c>markdown</c>.</summary>
    public string BodyFormat { get; init; } = "html";

    public string? Summary { get; init; }

    public string? Byline { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
