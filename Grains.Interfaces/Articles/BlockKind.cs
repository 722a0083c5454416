namespace Sokbo.Grains.Interfaces.Articles;

[GenerateSerializer, Alias("articles.BlockKind")]
public enum BlockKind
{
    Paragraph = 0,
    Heading = 1,
    Image = 2,
    Quote = 3,
    List = 4,
}
