namespace Sokbo.Gateway.Articles;

/// <summary>How a list is to be arranged. Whatever it leaves out is not arranged: newest first.</summary>
internal sealed record ArrangementRequest
{
    /// <summary>Id of the article that stands first.</summary>
    public string? Top { get; init; }

    /// <summary>Ids of articles that stand in this order below the top story.</summary>
    public string[] Order { get; init; } = [];

    /// <summary>None at position 1 where there is a top story.</summary>
    public PinRequest[] Pins { get; init; } = [];

    public NoticeRequest? Notice { get; init; }

    /// <summary>Why, for the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
