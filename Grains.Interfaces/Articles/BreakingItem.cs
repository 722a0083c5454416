namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>Something on the breaking band: an article that is marked so, or what an editor has raised by hand.</summary>
[GenerateSerializer, Immutable, Alias("articles.BreakingItem")]
public sealed record BreakingItem(
    [property: Id(0)] string ArticleId,
    [property: Id(1)] int Revision,
    [property: Id(2)] string Headline,
    [property: Id(3)] DateTimeOffset RaisedAt,
    [property: Id(4)] bool Sample)
{
    /// <summary>Of what was raised by hand; empty for an article's own item.</summary>
    [Id(5)] public string Id { get; init; } = "";

    /// <summary>Where it leads; empty for the page of its article.</summary>
    [Id(6)] public string Url { get; init; } = "";

    /// <summary>When it leaves by itself; null for never.</summary>
    [Id(7)] public DateTimeOffset? Until { get; init; }

    /// <summary>True for what an editor raised.</summary>
    public bool IsByHand => !string.IsNullOrEmpty(Id);

    /// <summary>Unique on the band.</summary>
    public string Key => IsByHand ? Id : ArticleId;

    /// <summary>True for the item that an article has because it is marked as breaking.</summary>
    public bool IsOf(string article) => !IsByHand && ArticleId == article;
}
