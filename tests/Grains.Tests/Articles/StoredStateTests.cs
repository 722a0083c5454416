using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>States that the first version has stored, byte by byte: they are read, and everything can be done with them.</summary>
public sealed class StoredStateTests(ArticlesCluster cluster)
{
    private const string Article =
        "IEAFZTEBCUELZmlyc3Qh6EAFYTFBD2RlZmF1bHQBDQENIehAC2xvY2FsQRvrsJTrpbgg7KCc66qpQQ3smpTslb0hIAADIegAAUEV7JibIOuzuOusuAEBISDg4AEBQQHBMQEBAQHg4OBBE+q5gOq4sO"
        + "yekAEDAQHgIYAAeLJdskbfCIEAAAAAAAAAAOAhgADgdr+6Rt8IgQAAAAAAAAAA4CGAAHiyXbJG3wiBAAAAAAAAAADgISAAAyHoIIAA4Ha/ukbfCIEAAAAAAAAAAOBBGeuwlOuhnOyeoeydjODg4MEx"
        + "ISAAByHoAAUBASGAAHiyXbJG3wiBAAAAAAAAAADgQRPquYDtjrjsp5FBDeuniOqwkOAg6AAJAQUhgAB4sl2yRt8IgQAAAAAAAAAA4MF1wXfgIOgADQENIYAA4Ha/ukbfCIEAAAAAAAAAAODBdcF34O"
        + "DgISAAB0EHb25lQAd0d29AC3RocmVl4OAhIAAHIehAG2Zyb250L2RlZmF1bHQBDeAg6EArc2VjdGlvbi9kZWZhdWx0L2xvY2FsAQ3gIOhAIWJyZWFraW5nL2RlZmF1bHQBDeDg4CEgAAfBrcCzwLng"
        + "4OAhgAB4sl2yRt8IgQAAAAAAAAAA4OA=";

    private const string List =
        "IEAFZTEBBUELZmlyc3Qh6CAgAAMh6EAFYTEBDUELbG9jYWxBG+uwlOuluCDsoJzrqqlBDeyalOyVvUEBwR8hgAB4sl2yRt8IgQAAAAAAAAAA4CGAAOB2v7pG3wiBAAAAAAAAAADgAQMBAeDg4CEg4O"
        + "DgIYAAeLJdskbfCIEAAAAAAAAAAODg";

    private const string Band =
        "IEAFZTEBBUELZmlyc3Qh6CAgAAMh6EAFYTEBDUEb67CU66W4IOygnOuqqSGAAOB2v7pG3wiBAAAAAAAAAADgAQHg4OAhIODg4CGAAHiyXbJG3wiBAAAAAAAAAADg4A==";

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_article_goes_on_where_it_was()
    {
        var state = Read<ArticleState>(Article);
        var act = new ArticleAct { OperationId = "four", Author = "이편집", MayChangePublished = true };

        Assert.Equal((3, ArticleStage.Corrected, "바른 제목", 1), (state.Revision, state.Stage, state.Draft.Headline, state.Public!.Notes.Length));
        Assert.Equal((null, true, false), (state.NextDue, state.OwesNothing || !state.Pending.IsEmpty, state.Details.Audit.IsDefault));
        Assert.Equal(["local", "요약"], new[] { FeedRules.Entry(state.Public).Section, FeedRules.Entry(state.Public).Summary });
        var held = ArticleRules.Hold(state, Now.AddDays(30), "", act, Now).Next!;
        var back = ArticleRules.Due(held, Now.AddDays(30)).Next!;
        var asked = ArticleRules.Erase(back, act with { OperationId = "five" }, Now).Next!;
        var gone = ArticleRules.Erase(asked, act with { OperationId = "six", Author = "박국장" }, Now).Next!;
        Assert.Equal((ArticleStage.Held, ArticleStage.Corrected, "바른 제목", ArticleStage.Erased), (held.Stage, back.Stage, back.Draft.Headline, gone.Stage));
        Assert.Equal(ArticleVerdict.Done, ArticleRules.Update(state, state.Draft with { Urgency = 1 }, act, Now).Verdict);
    }

    [Fact]
    public void A_list_goes_on_where_it_was()
    {
        var (list, article) = (Read<ArticleListState>(List), Read<ArticleState>(Article));

        Assert.Same(list, ArticleListRules.Apply(list, article.Public!, belongs: true));
        Assert.Empty(ArticleListRules.Apply(list, article.Public! with { Revision = 4, Stage = ArticleStage.Held }, belongs: true).Cards);
    }

    [Fact]
    public void A_band_goes_on_where_it_was()
    {
        var band = Read<BreakingState>(Band);

        var raised = BreakingRules.Raise(
            band, new BreakingItem("", 0, "지진", Now, false) { Id = "x", Until = Now.AddHours(1) },
            new ArticleAct { OperationId = "four", Author = "이편집" }, Now);

        Assert.Equal(["이편집"], raised.Entries.Select(entry => entry.Author));
        Assert.Equal(["x", "a1"], raised.Items.Select(item => item.Key));
        Assert.Equal(["a1"], BreakingRules.Expire(raised, Now.AddHours(1)).Items.Select(item => item.Key));
    }

    private T Read<T>(string bytes)
        where T : class =>
        cluster.Grains.Client.ServiceProvider.GetRequiredService<Serializer>().Deserialize<TopicRecord<T>>(Convert.FromBase64String(bytes))!.State!;
}
