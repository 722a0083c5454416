namespace Sokbo.Grains.Interfaces.Access;

/// <summary>
/// Remembers one request that carried an <c>Idempotency-Key</c>. The grain's key is a hash of the caller and that header.
/// It is forgotten 48 hours after its last write.
/// </summary>
[Alias("access.IIdempotencyGrain")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reserves <paramref name="operationId"/> for the request with this fingerprint, or tells what was reserved before.
    /// A repetition gets the same operation id, so the grain that carries the operation out recognises it.
    /// </summary>
    [Alias("Reserve")]
    Task<Reservation> Reserve(string fingerprint, string operationId, CancellationToken cancellationToken);

    /// <summary>Keeps the answer for repetitions. Idempotent: the first answer stays.</summary>
    [Alias("Complete")]
    Task Complete(string fingerprint, StoredAnswer answer, CancellationToken cancellationToken);

    /// <summary>The request was refused and changed nothing: the header may be used again, with any body.</summary>
    [Alias("Release")]
    Task Release(string fingerprint, CancellationToken cancellationToken);
}
