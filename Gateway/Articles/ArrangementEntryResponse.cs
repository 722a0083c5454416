using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Who arranged a list, when, why and how.</summary>
internal sealed record ArrangementEntryResponse(DateTimeOffset At, string Author, string? Reason, ArrangementResponse Arrangement)
{
    public static ArrangementEntryResponse Of(ArrangementEntry entry) =>
        new(entry.At, entry.Author, entry.Reason.Length == 0 ? null : entry.Reason, ArrangementResponse.Of(entry.Arrangement, entry.At));
}
