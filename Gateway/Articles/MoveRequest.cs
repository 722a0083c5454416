namespace Sokbo.Gateway.Articles;

/// <summary>Where a post is to stand.</summary>
internal sealed record MoveRequest
{
    /// <summary>Id of the post that it is to stand directly above; left out: below all.</summary>
    public string? Above { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
