using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>
/// How a list is arranged; revision 1 where nobody has arranged it. Everything but the revision may be sent back, so a notice
/// that is over is left out.
/// </summary>
internal sealed record ArrangementResponse(
    int Revision, string? Top, string[] Order, ArrangementPin[] Pins, ListNotice? Notice)
{
    public static ArrangementResponse Of(ListArrangement arrangement, DateTimeOffset now) => new(
        arrangement.Revision, arrangement.Top.Length == 0 ? null : arrangement.Top, [.. arrangement.Order], [.. arrangement.Pins],
        arrangement.Notice is { } notice && notice.StandsAt(now) ? notice : null);
}
