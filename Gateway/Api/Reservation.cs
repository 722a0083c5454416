namespace Sokbo.Gateway.Api;

/// <summary>What a request with an <c>Idempotency-Key</c> finds.</summary>
internal sealed record Reservation
{
    /// <summary>False when the header was used with another request.</summary>
    public required bool Same { get; init; }

    /// <summary>Id of the operation; also the id of what it creates.</summary>
    public required string OperationId { get; init; }

    /// <summary>The answer given before; null while none is known.</summary>
    public StoredAnswer? Answer { get; init; }
}
