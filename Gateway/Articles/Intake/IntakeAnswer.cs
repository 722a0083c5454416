namespace Sokbo.Gateway.Articles.Intake;

/// <summary>What a call has brought: a body, or why there is none.</summary>
internal sealed record IntakeAnswer
{
    public const string NotModified = "not-modified";

    /// <summary>Null where there is a body.</summary>
    public string? Code { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>As the answer names it; null for none.</summary>
    public string? Charset { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
