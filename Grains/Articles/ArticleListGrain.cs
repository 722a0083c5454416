using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>A list of articles: newest first, and arranged over that.</summary>
internal abstract class ArticleListGrain(IPersistentState<TopicRecord<ArticleListState>> store, TopicGrainServices services)
    : ArticleSurfaceGrain<ArticleListState>(store, services), IArticleListGrain
{
    protected override ArticleListState Empty => ArticleListState.Empty;

    public async Task<ArrangementOutcome> Arrange(ListArrangement arrangement, ArticleAct act, CancellationToken cancellationToken)
    {
        await Ensure(cancellationToken);
        var before = State!;
        if (!before.Operations.IsDefaultOrEmpty && before.Operations.Contains(act.OperationId))
        {
            return new ArrangementOutcome(true, before.Arrangement);
        }

        if (!act.Expectation.Holds(before.Arrangement.Revision))
        {
            return new ArrangementOutcome(false, before.Arrangement);
        }

        var after = ArticleListRules.Arrange(before, arrangement, act, Time.GetUtcNow());
        foreach (var id in after.Arrangement.Articles.Where(id => after.Cards.All(card => card.Id != id)).Distinct().ToArray())
        {
            // Older than all that the list keeps; or withdrawn since the caller has looked, and then nothing is said of it.
            if (await GrainFactory.GetGrain<IArticleGrain>(id).GetPublic(cancellationToken) is { } content)
            {
                after = ArticleListRules.Apply(content.Stage == ArticleStage.Retracted ? ArticleListRules.Silence(after, id) : after, content, Belongs(content));
            }
        }

        await CommitAsync(after, ArticleListRules.Change(before, after), cancellationToken);
        return new ArrangementOutcome(true, after.Arrangement);
    }

    public Task<ListArrangement> ReadArrangement(CancellationToken cancellationToken) =>
        Task.FromResult(State?.Arrangement ?? ListArrangement.None);

    public Task<ImmutableArray<ArrangementEntry>> ReadArrangements(CancellationToken cancellationToken) =>
        Task.FromResult(State is { Arrangements.IsDefault: false } state ? state.Arrangements : []);

    protected override TopicPayload? Publish(ArticleListState state) => state.Public;

    protected override (ArticleListState After, TopicChange Change) Apply(ArticleListState before, ArticleContent content)
    {
        var after = ArticleListRules.Apply(before, content, Belongs(content));
        return (after, ArticleListRules.Change(before, after, content));
    }

    protected override TopicChange ChangeOf(ArticleListState before, ArticleListState after) => ArticleListRules.Change(before, after);

    protected abstract bool Belongs(ArticleContent content);
}
