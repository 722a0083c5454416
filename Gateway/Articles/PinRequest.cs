namespace Sokbo.Gateway.Articles;

/// <summary>An article that keeps its position, 1 to 60, whatever is published.</summary>
internal sealed record PinRequest
{
    public required string Article { get; init; }

    public required int Position { get; init; }
}
