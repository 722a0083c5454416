namespace Sokbo.Gateway.Articles;

/// <summary>Which revision's text shall stand again.</summary>
internal sealed record RestoreRequest
{
    public required int Revision { get; init; }

    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
