using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Articles;

public sealed class ArticleContentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(9));

    private static readonly ArticleContent Article = new()
    {
        Id = "a",
        Site = "default",
        Section = "local",
        Revision = 3,
        Stage = ArticleStage.Published,
        Headline = "제목",
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }],
        FirstPublishedAt = Noon,
        ModifiedAt = Noon,
    };

    [Fact]
    public void A_delta_changes_what_it_names_and_keeps_the_rest()
    {
        var note = new ArticleNote(Noon.AddHours(1), "이름을 바로잡았습니다.");

        var after = (ArticleContent)Article.Apply(new ArticleDelta
        {
            Revision = 4,
            Stage = ArticleStage.Corrected,
            ModifiedAt = Noon.AddHours(1),
            Headline = "바른 제목",
            AddedNotes = [note],
        });

        Assert.Equal(("바른 제목", 4, ArticleStage.Corrected, Noon), (after.Headline, after.Revision, after.Stage, after.FirstPublishedAt));
        Assert.Equal(Article.Blocks, after.Blocks);
        Assert.Equal([note], after.Notes);
    }

    [Fact]
    public void A_delta_of_another_topic_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Article.Apply(new ArticleListDelta([], [])));
}
