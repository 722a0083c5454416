using System.Collections.Immutable;

namespace Sokbo.Gateway.Pages;

/// <summary>The places for banners that the pages have. A site fills a place by creating the slot of that id.</summary>
internal static class SlotPlaces
{
    /// <summary>Beside the text of every page, below it on a narrow screen.</summary>
    public const string Side = "side";

    /// <summary>Under an article.</summary>
    public const string ArticleBottom = "article-bottom";

    /// <summary>Under a front page or section.</summary>
    public const string ListBottom = "list-bottom";

    public static ImmutableArray<string> All { get; } = [Side, ArticleBottom, ListBottom];
}
