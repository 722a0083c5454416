using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Grains.Access;

[GenerateSerializer, Alias("access.IdempotencyState")]
internal sealed class IdempotencyState
{
    /// <summary>Hash of the request; empty while nothing is reserved.</summary>
    [Id(0)] public string Fingerprint { get; init; } = "";

    [Id(1)] public string OperationId { get; init; } = "";

    [Id(2)] public StoredAnswer? Answer { get; init; }
}
