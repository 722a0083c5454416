namespace Sokbo.Grains.Weather.Feeds;

/// <summary>What a call brought: a body, "nothing new", or why neither.</summary>
internal sealed record FeedAnswer
{
    public const string NotModified = "not-modified";

    public byte[]? Body { get; init; }

    /// <summary>Null with a body.</summary>
    public string? Code { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The pause that the source asks for.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
