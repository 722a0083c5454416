using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>Makes drafts of what strangers have written: the same checks as for a newsroom's own, and shorter where those would refuse. Pure.</summary>
internal static class IntakeDrafts
{
    private const int SummaryLengthMax = 500;
    private const int BylineLengthMax = 100;
    private const int TagLengthMax = 50;

    /// <summary>The same for the same item of the same source, for ever: so each is taken once, whoever pulls it how often.</summary>
    public static string IdOf(IntakeSource source, IntakeItem item) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Site}\n{source.Id}\n{item.Name}")))[..32];

    /// <summary>Null where it cannot be an article.</summary>
    public static ArticleDraft? Of(IntakeSource source, IntakeItem item)
    {
        var errors = new RequestErrors();
        var byline = Line(item.Author.Length > 0 ? item.Author : source.Name, BylineLengthMax);
        var draft = ArticleChecks.Draft(
            new ArticleRequest
            {
                Site = source.Site,
                Section = source.Section,
                Headline = Line(item.Title, ArticleDraft.HeadlineLengthMax),
                Summary = Line(item.Summary, SummaryLengthMax),
                Body = Absolute(item.Html, item.Link),
                Byline = byline,
                Tags = [.. item.Tags.Select(tag => Line(tag, TagLengthMax)).Where(tag => tag.Length > 0).Take(ArticleDraft.TagsMax)],
                CanonicalUrl = item.Link is { AbsoluteUri: { Length: <= 2_000 } address } ? address : "",
            },
            errors,
            out _);
        return errors.Any ? null : draft;
    }

    /// <summary>Addresses are meant to be read at the source. Pictures that no page of ours may show stay away.</summary>
    private static string Absolute(string html, Uri? origin)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll("[href], [src]").ToArray())
        {
            var name = element.HasAttribute("src") ? "src" : "href";
            var whole = Uri.TryCreate(element.GetAttribute(name)?.Trim(), UriKind.RelativeOrAbsolute, out var address)
                ? address.IsAbsoluteUri ? address : origin is null ? null : new Uri(origin, address)
                : null;
            if (element.LocalName == "img" && whole?.Scheme != Uri.UriSchemeHttps)
            {
                element.Remove();
            }
            else if (whole is null)
            {
                element.RemoveAttribute(name);
            }
            else
            {
                element.SetAttribute(name, whole.OriginalString.StartsWith(whole.Scheme, StringComparison.OrdinalIgnoreCase) ? whole.OriginalString : whole.AbsoluteUri);
            }
        }

        return document.Body?.InnerHtml ?? "";
    }

    /// <summary>One line without control characters, cut where it is too long, and not in the middle of a letter.</summary>
    private static string Line(string text, int lengthMax)
    {
        var line = string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= lengthMax ? line : line[..(char.IsHighSurrogate(line[lengthMax - 2]) ? lengthMax - 2 : lengthMax - 1)].TrimEnd() + "…";
    }
}
