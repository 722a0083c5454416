namespace Sokbo.Grains.Interfaces.Access;

/// <summary>What a request with an <c>Idempotency-Key</c> finds.</summary>
[GenerateSerializer, Immutable, Alias("access.Reservation")]
public sealed record Reservation
{
    /// <summary>False when the header was used with another request.</summary>
    [Id(0)] public required bool Same { get; init; }

    /// <summary>Id of the operation; also the id of what it creates.</summary>
    [Id(1)] public required string OperationId { get; init; }

    /// <summary>The answer given before; null while none is known.</summary>
    [Id(2)] public StoredAnswer? Answer { get; init; }
}
