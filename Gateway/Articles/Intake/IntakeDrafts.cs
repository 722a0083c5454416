using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

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

    /// <param name="source">Whose item it is.</param>
    /// <param name="item">What has come.</param>
    /// <param name="errors">Why it cannot be an article.</param>
    /// <param name="dropped">Tags that went with their content.</param>
    public static ArticleDraft Of(IntakeSource source, IntakeItem item, RequestErrors errors, out string[] dropped)
    {
        var draft = ArticleChecks.Draft(
            new ArticleRequest
            {
                Site = source.Site,
                Section = source.Section,
                Headline = Line(item.Title, ArticleDraft.HeadlineLengthMax),
                Summary = Line(item.Summary, SummaryLengthMax),
                Body = Repaired(item.Html, item.Link, item.Credit.Length > 0 ? item.Credit : source.Name),
                Byline = Line(item.Author.Length > 0 ? item.Author : source.Name, BylineLengthMax),
                Tags = [.. item.Tags.Select(tag => Line(tag, TagLengthMax)).Where(tag => tag.Length > 0).Take(ArticleDraft.TagsMax)],
                CanonicalUrl = item.Link is { AbsoluteUri: { Length: <= 2_000 } address } ? address : "",
            },
            errors,
            out dropped);
        errors.Check(errors.Any || !draft.Blocks.IsEmpty, "/body", "It has no text.");
        return draft;
    }

    /// <summary>
    /// Addresses are meant to be read at the source. What no page of ours may show stays away, and what would make the gate
    /// refuse the whole text for a trifle is put right.
    /// </summary>
    private static string Repaired(string html, Uri? origin, string credit)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll("[href], [src], img").ToArray())
        {
            var name = element.LocalName == "img" || element.HasAttribute("src") ? "src" : "href";
            var address = Whole(element.GetAttribute(name)?.Trim(), origin);
            if (element.LocalName == "img" && !WebAddress.IsMedia(address))
            {
                element.Remove();
            }
            else if (address is null)
            {
                element.RemoveAttribute(name);
            }
            else
            {
                element.SetAttribute(name, address);
            }

            // A document that the gate would not take for one is a link still.
            element.RemoveAttribute("download");
        }

        foreach (var image in document.QuerySelectorAll("img"))
        {
            var alt = image.GetAttribute("alt")?.Trim() is { Length: > 0 } said ? said : image.Closest("figure")?.QuerySelector("figcaption")?.TextContent ?? "";
            image.SetAttribute("alt", Line(alt, ArticleBlock.AltLengthMax));
            image.SetAttribute(BlockReader.CreditAttribute, Line(image.GetAttribute(BlockReader.CreditAttribute)?.Trim() is { Length: > 0 } own ? own : credit, PictureInfo.CreditLengthMax));
        }

        return document.Body?.InnerHtml ?? "";
    }

    /// <summary>As it was written where it may stand so, with Hangul readable; escaped where it holds a space or the like. Null for what is no address.</summary>
    private static string? Whole(string? text, Uri? origin)
    {
        if (text is null || !(origin is null ? Uri.TryCreate(text, UriKind.Absolute, out var whole) : Uri.TryCreate(origin, text, out whole)))
        {
            return null;
        }

        var written = whole.OriginalString;
        return written.StartsWith(whole.Scheme, StringComparison.OrdinalIgnoreCase) && WebAddress.IsLink(written) ? written : whole.AbsoluteUri;
    }

    /// <summary>One line without control characters, cut where it is too long, and not in the middle of a letter.</summary>
    private static string Line(string text, int lengthMax)
    {
        var line = string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= lengthMax ? line : line[..(char.IsHighSurrogate(line[lengthMax - 2]) ? lengthMax - 2 : lengthMax - 1)].TrimEnd() + "…";
    }
}
