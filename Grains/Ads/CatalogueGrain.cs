using System.Collections.Immutable;
using System.Security.Cryptography;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Ads;

[GrainType("catalogue")]
internal sealed class CatalogueGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<CatalogueState>> store,
    TopicGrainServices services) : TopicGrain<CatalogueState>(store, services), ICatalogueGrain
{
    private const int TicketKeyBytes = 32;

    protected override string Topic => TopicName.Catalogue(this.GetPrimaryKeyString()).Text;

    public async Task Ensure(CancellationToken cancellationToken)
    {
        if (State is null)
        {
            var empty = new CatalogueState([]) { TicketKey = [.. RandomNumberGenerator.GetBytes(TicketKeyBytes)] };
            await CommitAsync(empty, TopicChange.Snapshot, cancellationToken);
        }
    }

    public async Task Take(CatalogueCampaign campaign, CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        if (State is not { } state || state.Find(campaign.Id) is { } known && known.Revision >= campaign.Revision)
        {
            return;
        }

        var delta = new CatalogueDelta(campaign, ToDrop(state, campaign)?.Id ?? "");
        await CommitAsync((CatalogueState)state.Apply(delta), TopicChange.Delta(delta), cancellationToken);
    }

    public async Task TakeAll(ImmutableArray<CatalogueCampaign> campaigns, CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        var next = State!;
        foreach (var campaign in campaigns.Where(campaign => !(next.Find(campaign.Id)?.Revision >= campaign.Revision)))
        {
            next = (CatalogueState)next.Apply(new CatalogueDelta(campaign, ToDrop(next, campaign)?.Id ?? ""));
        }

        if (!ReferenceEquals(next, State))
        {
            // A batch is rare, and whole it costs less than a delta for each of its campaigns.
            await CommitAsync(next, TopicChange.Snapshot, cancellationToken);
        }
    }

    public async Task<ImmutableArray<CatalogueCampaign>> Campaigns(CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        return State!.Campaigns;
    }

    protected override TopicPayload? Publish(CatalogueState state) => state;

    /// <summary>
    /// The catalogue is bounded. New campaigns are refused before it is full; should several arrive at once, the campaign
    /// that ended first makes room, and else the one that changed longest ago.
    /// </summary>
    private static CatalogueCampaign? ToDrop(CatalogueState state, CatalogueCampaign campaign) =>
        state.Campaigns.Length < CatalogueState.CampaignsMax || state.Find(campaign.Id) is not null
            ? null
            : state.Campaigns.MinBy(known => known.End ?? DateTimeOffset.MaxValue);
}
