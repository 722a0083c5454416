using Orleans.Concurrency;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>The front page of a site. The key is the site's id.</summary>
[GrainType("front")]
[MayInterleave(nameof(IsAnnouncement))]
internal sealed class FrontGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleListState>> store,
    TopicGrainServices services) : ArticleListGrain(store, services)
{
    protected override string Topic => TopicName.Front(this.GetPrimaryKeyString()).Text;

    protected override bool Belongs(ArticleContent content) => content.Site == this.GetPrimaryKeyString();
}
