using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Delivery.Wire.Articles;

/// <summary>The pieces that several article payloads share.</summary>
internal static class ArticleWire
{
    public static string Stage(ArticleStage stage) => stage switch
    {
        ArticleStage.Published => "published",
        ArticleStage.Updated => "updated",
        ArticleStage.Corrected => "corrected",
        ArticleStage.Retracted => "retracted",
        ArticleStage.Held => "held",
        _ => throw new InvalidOperationException($"An article in stage {stage} is not public."),
    };

    public static IReadOnlyList<WireBlock> Blocks(ImmutableArray<ArticleBlock> blocks) => [.. blocks.Select(Block)];

    public static IReadOnlyList<WireNote> Notes(ImmutableArray<ArticleNote> notes) =>
        [.. notes.Select(note => new WireNote { At = note.At.ToUnixTimeMilliseconds(), Text = note.Text })];

    public static IReadOnlyList<WireCard> Cards(ImmutableArray<ArticleCard> cards) => [.. cards.Select(Card)];

    public static IReadOnlyList<WirePlace>? Places(ImmutableArray<ListPlace> places) =>
        places.IsDefaultOrEmpty ? null : [.. places.Select(place => new WirePlace { Id = place.Article, Index = place.Index })];

    public static WireNotice? Notice(ListNotice? notice) => notice is null
        ? null
        : new WireNotice { ArticleId = notice.Article, Text = notice.Text, Until = notice.Until.ToUnixTimeMilliseconds() };

    public static string? Text(string text) => text.Length == 0 ? null : text;

    public static bool? Flag(bool flag) => flag ? true : null;

    private static WireBlock Block(ArticleBlock block) => new()
    {
        Kind = block.Kind switch
        {
            BlockKind.Paragraph => "paragraph",
            BlockKind.Heading => "heading",
            BlockKind.Image => "image",
            BlockKind.Quote => "quote",
            BlockKind.List => "list",
            BlockKind.Table => "table",
            BlockKind.Embed => "embed",
            BlockKind.File => "file",
            _ => throw new InvalidOperationException($"There is no wire name for a block of kind {block.Kind}."),
        },
        Html = Text(block.Html),
        Level = Number(block.Level),
        Items = block.Items.IsDefaultOrEmpty ? null : block.Items,
        Ordered = Flag(block.Ordered),
        Url = Text(block.Url),
        Alt = Text(block.Alt),
        Width = Number(block.Width),
        Height = Number(block.Height),
        Rows = block.Rows.IsDefaultOrEmpty ? null : [.. block.Rows.Select(row => (IReadOnlyList<string>)row)],
        Headed = Flag(block.Headed),
        Credit = string.IsNullOrEmpty(block.Credit) ? null : block.Credit,
        Widths = block.Widths.IsDefaultOrEmpty ? null : block.Widths,
    };

    private static WireCard Card(ArticleCard card) => new()
    {
        Id = card.Id,
        Revision = card.Revision,
        Section = card.Section,
        Headline = card.Headline,
        Summary = Text(card.Summary),
        Image = Text(card.Image),
        ImageAlt = Text(card.ImageAlt),
        FirstPublishedAt = card.FirstPublishedAt.ToUnixTimeMilliseconds(),
        ModifiedAt = card.ModifiedAt.ToUnixTimeMilliseconds(),
        Corrected = Flag(card.Corrected),
        Sample = Flag(card.Sample),
        CorrectionRequested = Flag(card.CorrectionRequested),
        Live = Flag(card.Live),
    };

    private static int? Number(int value) => value == 0 ? null : value;
}
