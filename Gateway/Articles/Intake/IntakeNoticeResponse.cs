using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <param name="Item">By what the source knows it.</param>
/// <param name="Reason">A code, or a sentence where a body is refused.</param>
/// <param name="Article">What it is here; null where it is no article.</param>
/// <param name="At">When it was seen first.</param>
internal sealed record IntakeNoticeResponse(string Item, string Reason, string? Article, DateTimeOffset At)
{
    public static IntakeNoticeResponse Of(IntakeNotice notice) => new(notice.Item, notice.Reason, notice.Article.Length > 0 ? notice.Article : null, notice.At);
}
