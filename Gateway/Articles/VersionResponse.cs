using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>An article at one of its revisions, as its authors had written it.</summary>
internal sealed record VersionResponse
{
    public required int Revision { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Section { get; init; }

    public required string Headline { get; init; }

    public required string Summary { get; init; }

    public required string Body { get; init; }

    public required string Byline { get; init; }

    public static VersionResponse Of(ArticleVersion version) => new()
    {
        Revision = version.Revision,
        At = version.At,
        Section = version.Draft.Section,
        Headline = version.Draft.Headline,
        Summary = version.Draft.Summary,
        Body = ArticleBody.Render(version.Draft.Blocks),
        Byline = version.Draft.Byline,
    };
}
