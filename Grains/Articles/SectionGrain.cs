using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>The newest articles of a section. The key is <c>site/section</c>.</summary>
[GrainType("section")]
internal sealed class SectionGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleListState>> store,
    TopicGrainServices services) : ArticleSurfaceGrain<ArticleListState>(store, services)
{
    protected override string Topic => $"section/{this.GetPrimaryKeyString()}";

    protected override ArticleListState Empty => ArticleListState.Empty;

    protected override TopicPayload? Publish(ArticleListState state) => state.Public;

    protected override (ArticleListState After, TopicChange Change) Apply(ArticleListState before, ArticleContent content)
    {
        var after = ArticleListRules.Apply(before, content, $"{content.Site}/{content.Section}" == this.GetPrimaryKeyString());
        return (after, ArticleListRules.Change(before, after, content));
    }
}
