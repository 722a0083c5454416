namespace Sokbo.Gateway.Api;

/// <summary>An answer kept for repetitions of its request.</summary>
internal sealed record StoredAnswer
{
    public const int BodyBytesMax = 64 * 1024;

    public required int Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? ETag { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }
}
