using Orleans.Concurrency;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>A section. The key is <c>site/section</c>.</summary>
[GrainType("section")]
[MayInterleave(nameof(IsAnnouncement))]
internal sealed class SectionGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleListState>> store,
    TopicGrainServices services) : ArticleListGrain(store, services)
{
    protected override string Topic => $"section/{this.GetPrimaryKeyString()}";

    protected override bool Belongs(ArticleContent content) => $"{content.Site}/{content.Section}" == this.GetPrimaryKeyString();
}
