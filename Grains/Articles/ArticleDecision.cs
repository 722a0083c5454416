using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>What an act comes to: a refusal, nothing to do, or a state to commit.</summary>
internal sealed record ArticleDecision(ArticleVerdict Verdict, ArticleState? Next = null, TopicChange? Change = null)
{
    /// <summary>What is to be written before the state.</summary>
    public KeptPost? Post { get; init; }

    /// <summary>Nothing is to be done: the article is as asked for already.</summary>
    public static ArticleDecision Nothing { get; } = new(ArticleVerdict.Done);

    public static ArticleDecision Refuse(ArticleVerdict verdict) => new(verdict);
}
