using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>The breaking band of a site. The key is the site's id.</summary>
[GrainType("breaking")]
internal sealed class BreakingGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<BreakingState>> store,
    TopicGrainServices services) : ArticleSurfaceGrain<BreakingState>(store, services)
{
    protected override string Topic => TopicName.Breaking(this.GetPrimaryKeyString()).Text;

    protected override BreakingState Empty => BreakingState.Empty;

    protected override TopicPayload? Publish(BreakingState state) => new BreakingBand(state.Items);

    protected override (BreakingState After, TopicChange Change) Apply(BreakingState before, ArticleContent content)
    {
        var after = BreakingRules.Apply(before, content);
        return (after, BreakingRules.Change(before, after, content));
    }
}
