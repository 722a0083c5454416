using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What an article may look like; turns requests into drafts.</summary>
internal static class ArticleChecks
{
    private const int SummaryLengthMax = 500;
    private const int BylineLengthMax = 100;
    private const int NoteLengthMax = 1_000;

    public static ArticleDraft Draft(ArticleRequest request, RequestErrors errors, out string[] dropped)
    {
        errors.CheckIdentifier(request.Section, "/section");
        errors.CheckIdentifier(request.Site, "/site");
        CheckTexts(request.Headline, request.Summary, request.Byline, request.Reason, errors);
        return new ArticleDraft
        {
            Section = request.Section,
            Headline = request.Headline,
            Summary = request.Summary,
            Byline = request.Byline,
            Breaking = request.Breaking,
            Sample = request.Sample,
            Blocks = ArticleBody.Read(request.Body, IsMarkdown(request.BodyFormat, errors), errors, out dropped),
        };
    }

    public static ArticleDraft Draft(ArticleDraft current, CorrectRequest request, RequestErrors errors, out string[] dropped)
    {
        dropped = [];
        CheckNote(request.Note, "/note", errors);
        var markdown = IsMarkdown(request.BodyFormat, errors);
        var next = current with
        {
            Headline = request.Headline ?? current.Headline,
            Summary = request.Summary ?? current.Summary,
            Byline = request.Byline ?? current.Byline,
            Blocks = request.Body is { } body ? ArticleBody.Read(body, markdown, errors, out dropped) : current.Blocks,
        };
        CheckTexts(next.Headline, next.Summary, next.Byline, request.Reason, errors);
        return next;
    }

    public static RequestErrors Check(RetractRequest request)
    {
        var errors = new RequestErrors();
        CheckNote(request.Reason, "/reason", errors);
        errors.CheckText(request.InternalReason, "/internalReason", NoteLengthMax);
        return errors;
    }

    public static RequestErrors Check(PublishRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        return errors;
    }

    private static void CheckNote(string note, string pointer, RequestErrors errors) =>
        errors.CheckText(note, pointer, NoteLengthMax, required: true);

    private static void CheckTexts(string headline, string summary, string byline, string reason, RequestErrors errors)
    {
        errors.CheckText(headline, "/headline", ArticleDraft.HeadlineLengthMax, required: true);
        errors.CheckText(summary, "/summary", SummaryLengthMax);
        errors.CheckText(byline, "/byline", BylineLengthMax);
        errors.CheckText(reason, "/reason", NoteLengthMax);
    }

    private static bool IsMarkdown(string format, RequestErrors errors)
    {
        errors.Check(format is "html" or "markdown", "/bodyFormat", "Must be html or markdown.");
        return format == "markdown";
    }
}
