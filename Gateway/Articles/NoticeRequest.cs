namespace Sokbo.Gateway.Articles;

/// <summary>A correction notice above a list: for some hours, or until a moment, as it is read.</summary>
internal sealed record NoticeRequest
{
    /// <summary>The article that was corrected; where it cannot be shown, neither is the notice.</summary>
    public required string Article { get; init; }

    public required string Text { get; init; }

    /// <summary>1 to 168, from now.</summary>
    public int? Hours { get; init; }

    /// <summary>Instead of <see cref="Hours"/>: RFC 3339 with an offset, at most 168 hours ahead.</summary>
    public string? Until { get; init; }
}
