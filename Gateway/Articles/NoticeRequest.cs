namespace Sokbo.Gateway.Articles;

/// <summary>A correction notice above a list.</summary>
internal sealed record NoticeRequest
{
    /// <summary>The article that was corrected; where it cannot be shown, neither is the notice.</summary>
    public required string Article { get; init; }

    public required string Text { get; init; }

    /// <summary>1 to 168, from now.</summary>
    public required int Hours { get; init; }
}
