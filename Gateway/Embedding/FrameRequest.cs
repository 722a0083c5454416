using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Embedding;

/// <summary>Which element a frame shows.</summary>
internal sealed record FrameRequest
{
    /// <summary><c>article</c>, <c>breaking</c>, <c>slot</c>, <c>station</c> or <c>ticker</c>.</summary>
    public string? Element { get; init; }

    public string? Site { get; init; }

    public string? Article { get; init; }

    public string? Slot { get; init; }

    /// <summary>Of a slot, for example <c>300x250</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Number of a station.</summary>
    public string? Station { get; init; }

    /// <summary>Of a ticker, for example <c>gangwon</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Numbers of stations with commas between; of a ticker.</summary>
    public string? Stations { get; init; }

    /// <summary><c>light</c>, <c>dark</c>, or <c>auto</c> to follow the reader's system.</summary>
    public string? Theme { get; init; }

    /// <summary><c>en</c> for English.</summary>
    public string? Lang { get; init; }

    public string SiteOrDefault => Site ?? SiteInfo.DefaultId;
}
