namespace Sokbo.Grains.Interfaces.Articles;

[GenerateSerializer, Alias("articles.BlockKind")]
public enum BlockKind
{
    Paragraph = 0,
    Heading = 1,
    Image = 2,
    Quote = 3,
    List = 4,
    Table = 5,

    /// <summary>A player of one of a few other sites, in a frame.</summary>
    Embed = 6,

    /// <summary>A document to take away: its address, and its name as inline HTML.</summary>
    File = 7,
}
