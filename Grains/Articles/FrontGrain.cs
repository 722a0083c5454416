using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>The newest articles of a site. The key is the site's id.</summary>
[GrainType("front")]
internal sealed class FrontGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleListState>> store,
    TopicGrainServices services) : ArticleSurfaceGrain<ArticleListState>(store, services)
{
    protected override string Topic => TopicName.Front(this.GetPrimaryKeyString()).Text;

    protected override ArticleListState Empty => ArticleListState.Empty;

    protected override TopicPayload? Publish(ArticleListState state) => state.Public;

    protected override (ArticleListState After, TopicChange Change) Apply(ArticleListState before, ArticleContent content)
    {
        var after = ArticleListRules.Apply(before, content, content.Site == this.GetPrimaryKeyString());
        return (after, ArticleListRules.Change(before, after, content));
    }
}
