using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Grains.Access;

/// <summary>Persisted before anything is created, so that a repetition creates the same thing, whatever died in between.</summary>
[GrainType("idempotency")]
internal sealed class IdempotencyGrain(
    [PersistentState(StorageNames.State, StorageNames.Idempotency)] IPersistentState<IdempotencyState> store) : Grain, IIdempotencyGrain
{
    public async Task<Reservation> Reserve(string fingerprint, string operationId, CancellationToken cancellationToken)
    {
        if (store.State.Fingerprint.Length == 0)
        {
            await WriteAsync(new IdempotencyState { Fingerprint = fingerprint, OperationId = operationId }, cancellationToken);
        }

        var state = store.State;
        return new Reservation
        {
            Same = state.Fingerprint == fingerprint,
            OperationId = state.OperationId,
            Answer = state.Fingerprint == fingerprint ? state.Answer : null,
        };
    }

    public Task Complete(string fingerprint, StoredAnswer answer, CancellationToken cancellationToken)
    {
        var state = store.State;
        return state.Fingerprint == fingerprint && state.Answer is null
            ? WriteAsync(new IdempotencyState { Fingerprint = fingerprint, OperationId = state.OperationId, Answer = answer }, cancellationToken)
            : Task.CompletedTask;
    }

    public async Task Release(string fingerprint, CancellationToken cancellationToken)
    {
        if (store.State.Fingerprint == fingerprint && store.State.Answer is null)
        {
            await WriteAsync(new IdempotencyState(), cancellationToken);
        }
    }

    private async Task WriteAsync(IdempotencyState next, CancellationToken cancellationToken)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync(cancellationToken);
        }
        catch (Exception)
        {
            // Whether it was written is unknown: the next call reads it again.
            DeactivateOnIdle();
            throw;
        }
    }
}
