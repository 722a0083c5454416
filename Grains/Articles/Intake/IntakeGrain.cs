using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Grains.Articles.Intake;

[GrainType("intake")]
internal sealed class IntakeGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<IntakeRecord> store, TimeProvider time) : Grain, IIntakeGrain
{
    public async Task<IntakeTurn?> Reserve(IntakeTerms terms, CancellationToken cancellationToken)
    {
        if (IntakeRules.Reserve(store.State, terms, time.GetUtcNow()) is not { } next)
        {
            return null;
        }

        await this.WriteOrLeaveAsync(store, next, cancellationToken);
        return new IntakeTurn(next.Turn, next.ETag, next.LastModified) { First = next.LastSuccessAt is null, Since = next.Since, Passed = next.Passed };
    }

    public async Task Report(IntakeReport report, IntakeTerms terms, CancellationToken cancellationToken)
    {
        var next = IntakeRules.Report(store.State, report, terms, time.GetUtcNow());
        if (!ReferenceEquals(next, store.State))
        {
            await this.WriteOrLeaveAsync(store, next, cancellationToken);
        }
    }

    public Task<IntakeStatus> Status(CancellationToken cancellationToken)
    {
        var record = store.State;
        return Task.FromResult(new IntakeStatus
        {
            LastAttemptAt = record.LastAttemptAt,
            LastSuccessAt = record.LastSuccessAt,
            LastError = record.LastError,
            Failures = record.Failures,
            CallsToday = IntakeRules.CallsOn(record, time.GetUtcNow()),
            NextAt = record.NotBefore,
            Taken = record.Taken,
            Refused = record.Refused,
            Waiting = record.Waiting,
            Problems = record.Problems,
            Withdrawn = record.Withdrawn,
        });
    }
}
