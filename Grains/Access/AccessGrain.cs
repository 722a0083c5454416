using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Access;

[GrainType("access")]
internal sealed partial class AccessGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<AccessGrainState>> store,
    TopicGrainServices services,
    ILogger<AccessGrain> logger) : TopicGrain<AccessGrainState>(store, services), IAccessGrain
{
    protected override string Topic => TopicName.Access.Text;

    private AccessGrainState Keys => State ?? AccessGrainState.Empty;

    public Task Ensure(CancellationToken cancellationToken) =>
        State is null ? CommitAsync(AccessGrainState.Empty, TopicChange.Snapshot, cancellationToken) : Task.CompletedTask;

    public async Task<bool> EnsureFirst(AccessKey key, bool configured, CancellationToken cancellationToken)
    {
        if (AccessRules.EnsureFirst(Keys, key, configured, Time.GetUtcNow()) is not { } next)
        {
            return false;
        }

        if (!ReferenceEquals(next, State))
        {
            await CommitAsync(next, TopicChange.Snapshot, cancellationToken);
            LogCreated(key.Id, key.Holder, key.Roles);
        }

        return true;
    }

    public Task ConfirmFirst(string keyId, CancellationToken cancellationToken) =>
        State is { FirstShown: false } state && state.Find(keyId) is not null
            ? CommitAsync(state with { FirstShown = true }, TopicChange.None, cancellationToken)
            : Task.CompletedTask;

    public async Task<KeyOutcome> Create(AccessKey key, CancellationToken cancellationToken)
    {
        var outcome = AccessRules.Create(Keys, key);
        if (outcome == KeyOutcome.Done)
        {
            await CommitAsync(Keys.With(key), TopicChange.Snapshot, cancellationToken);
            LogCreated(key.Id, key.Holder, key.Roles);
        }

        return outcome;
    }

    public async Task<KeyOutcome> Revoke(string keyId, CancellationToken cancellationToken)
    {
        var outcome = AccessRules.Revoke(Keys, keyId);
        if (outcome == KeyOutcome.Done)
        {
            await CommitAsync(Keys.Without(keyId), TopicChange.Snapshot, cancellationToken);
            LogRevoked(keyId);
        }

        return outcome;
    }

    protected override TopicPayload? Publish(AccessGrainState state) => new AccessState(state.Keys);

    [LoggerMessage(6100, LogLevel.Information, "Key {Key} of {Holder} is in force with {Roles}.")]
    private partial void LogCreated(string key, string holder, Role roles);

    [LoggerMessage(6101, LogLevel.Information, "Key {Key} is revoked.")]
    private partial void LogRevoked(string key);
}
