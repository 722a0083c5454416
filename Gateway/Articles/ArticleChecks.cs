using System.Text;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>What an article may look like; turns requests into drafts.</summary>
internal static class ArticleChecks
{
    private const int SummaryLengthMax = 500;
    private const int BylineLengthMax = 100;
    private const int NoteLengthMax = 1_000;
    private const int RegionLengthMax = 100;
    private const int TagLengthMax = 50;
    private const int HoldDaysMax = 366;

    public static ArticleDraft Draft(ArticleRequest request, RequestErrors errors, out string[] dropped)
    {
        errors.CheckIdentifier(request.Section, "/section");
        errors.CheckIdentifier(request.Site, "/site");
        CheckTexts(request.Headline, request.Summary, request.Byline, request.Reason, errors);
        CheckMarks(request, errors);
        return new ArticleDraft
        {
            Section = request.Section,
            Headline = request.Headline,
            Summary = request.Summary,
            Byline = request.Byline,
            Breaking = request.Breaking,
            Sample = request.Sample,
            Urgency = request.Urgency ?? 0,
            Tags = [.. request.Tags.Select(tag => tag.Trim().Normalize(NormalizationForm.FormC)).Distinct(StringComparer.Ordinal)],
            Region = request.Region,
            Canonical = request.CanonicalUrl,
            Related = [.. request.Related.Distinct(StringComparer.Ordinal)],
            ExpiresAt = Moments.Read(request.ExpiresAt, "/expiresAt", errors),
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

    public static LivePostDraft Post(PostRequest request, RequestErrors errors, out string[] dropped)
    {
        errors.CheckText(request.Headline, "/headline", LivePostDraft.HeadlineLengthMax, required: request.Key);
        errors.CheckText(request.Byline, "/byline", BylineLengthMax);
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        var draft = new LivePostDraft
        {
            Headline = request.Headline,
            Byline = request.Byline,
            Pinned = request.Pinned,
            Key = request.Key,
            Blocks = ArticleBody.Read(request.Body, IsMarkdown(request.BodyFormat, errors), errors, out dropped),
        };
        errors.Check(draft.Headline.Length > 0 || !draft.Blocks.IsEmpty, "/body", "Must not be empty where there is no headline.");
        errors.Check(draft.Blocks.Length <= LivePostDraft.BlocksMax, "/body", $"Has {draft.Blocks.Length} blocks; a post takes at most {LivePostDraft.BlocksMax}.");
        errors.Check(
            draft.TextLength <= LivePostDraft.TextLengthMax, "/body", $"Has {draft.TextLength} characters; a post takes at most {LivePostDraft.TextLengthMax}.");
        return draft;
    }

    public static RequestErrors Check(MoveRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        if (request.Above is not null)
        {
            errors.CheckIdentifier(request.Above, "/above");
        }

        return errors;
    }

    public static RequestErrors Check(RetractRequest request)
    {
        var errors = new RequestErrors();
        CheckNote(request.Reason, "/reason", errors);
        errors.CheckText(request.InternalReason, "/internalReason", NoteLengthMax);
        return errors;
    }

    public static DateTimeOffset? Moment(PublishRequest request, RequestErrors errors)
    {
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        return Moments.Read(request.At, "/at", errors);
    }

    public static RequestErrors Check(ReasonRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        return errors;
    }

    /// <summary>Null lifts the embargo.</summary>
    public static ArticleEmbargo? Embargo(EmbargoRequest request, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        var embargo = request.Until is { } until ? Moments.ReadEmbargo(until, request.Zone, errors) : null;
        errors.Check(embargo is null || embargo.Until > now, "/until", $"It has passed in {request.Zone}. Name a moment to come, or leave it out to lift the embargo.");
        return embargo;
    }

    /// <summary>When the hold ends.</summary>
    public static DateTimeOffset Hold(HoldRequest request, DateTimeOffset now, RequestErrors errors)
    {
        errors.CheckText(request.Notice, "/notice", NoteLengthMax);
        errors.CheckText(request.Reason, "/reason", NoteLengthMax);
        var until = Moments.Read(request.Until, "/until", errors) ?? now.AddDays(ArticleHold.DaysUnlessSaid);
        errors.Check(until > now, "/until", "It has passed. Name a moment to come, or leave it out for 30 days.");
        errors.Check(until <= now.AddDays(HoldDaysMax), "/until", $"At most {HoldDaysMax} days ahead. Hold it again when that is over.");
        return until;
    }

    private static void CheckMarks(ArticleRequest request, RequestErrors errors)
    {
        errors.Check(request.Urgency is null or (>= 1 and <= 9), "/urgency", "Must be 1, the most urgent, to 9.");
        errors.CheckText(request.Region, "/region", RegionLengthMax);
        errors.Check(request.Tags.Length <= ArticleDraft.TagsMax, "/tags", $"At most {ArticleDraft.TagsMax} are taken.");
        foreach (var (index, tag) in request.Tags.Take(ArticleDraft.TagsMax).Index())
        {
            errors.CheckText(tag, $"/tags/{index}", TagLengthMax, required: true);
        }

        errors.Check(request.Related.Length <= ArticleDraft.RelatedMax, "/related", $"At most {ArticleDraft.RelatedMax} are taken.");
        foreach (var (index, id) in request.Related.Take(ArticleDraft.RelatedMax).Index())
        {
            errors.CheckIdentifier(id, $"/related/{index}");
        }

        errors.Check(
            request.CanonicalUrl.Length == 0 || (WebAddress.IsLink(request.CanonicalUrl) && request.CanonicalUrl.StartsWith("http", StringComparison.Ordinal)),
            "/canonicalUrl",
            "Must be a whole address, for example https://www.example.kr/news/1.");
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
