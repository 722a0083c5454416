using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads.Files;

namespace Sokbo.Grains.Ads.Files;

/// <remarks>One call at a time, and each ends with one fenced write or with none: who keeps a file and who deletes it meet here.</remarks>
[GrainType("banner-files")]
internal sealed class BannerFilesGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<BannerFilesRecord> store, TimeProvider time) : Grain, IBannerFilesGrain
{
    public Task<bool> Keep(string name, long bytes, CancellationToken cancellationToken) =>
        TakeAsync(BannerFilesRules.Keep(store.State, name, bytes, time.GetUtcNow()), cancellationToken);

    public Task<ImmutableArray<BannerFile>> Unkept(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<BannerFile>>([.. store.State.Files.Values.Where(file => file.KeptAt < since)]);

    public Task<bool> Remove(string name, DateTimeOffset since, CancellationToken cancellationToken) =>
        TakeAsync(BannerFilesRules.Remove(store.State, name, since, time.GetUtcNow()), cancellationToken);

    public Task Confirm(string name, string gateway, CancellationToken cancellationToken) =>
        TakeAsync(BannerFilesRules.Confirm(store.State, name, gateway, time.GetUtcNow()), cancellationToken);

    public Task<ImmutableArray<BannerRemoval>> Removed(CancellationToken cancellationToken) => Task.FromResult(store.State.Removed);

    private async Task<bool> TakeAsync(BannerFilesRecord? next, CancellationToken cancellationToken)
    {
        if (next is not null && !ReferenceEquals(next, store.State))
        {
            await this.WriteOrLeaveAsync(store, next, cancellationToken);
        }

        return next is not null;
    }
}
