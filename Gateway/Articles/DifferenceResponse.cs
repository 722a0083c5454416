namespace Sokbo.Gateway.Articles;

/// <summary>What changed from one revision to another.</summary>
internal sealed record DifferenceResponse
{
    public required int From { get; init; }

    public required int To { get; init; }

    public required FieldChange[] Fields { get; init; }

    /// <summary>Every block of both, in order: the same, removed or added.</summary>
    public required BlockStep[] Blocks { get; init; }
}
