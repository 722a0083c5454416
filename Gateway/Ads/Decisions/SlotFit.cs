using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Whether a creative may be shown in a slot.</summary>
internal sealed class SlotFit(SlotState slot)
{
    private readonly (int Width, int Height)[] _sizes =
        [.. slot.Sizes.Select(size => AdSize.TryParse(size, out var width, out var height) ? (width, height) : (0, 0))];

    private readonly HashSet<string> _withdrawn = new(slot.Withdrawn, StringComparer.Ordinal);

    /// <summary>The code of the reason why not; null when it may.</summary>
    public string? Refusal(Creative creative, DateTimeOffset now) => creative switch
    {
        { Paused: true } => ReasonCodes.Paused,
        { Approval: not CreativeApproval.Approved } => ReasonCodes.NotApproved,
        _ when !creative.IsWithinDates(now) => ReasonCodes.CreativeDates,
        _ when creative.Kind != CreativeKind.Text && !_sizes.Any(size => creative.Width <= size.Width && creative.Height <= size.Height) => ReasonCodes.Size,
        _ when _withdrawn.Contains(creative.ShownId) => ReasonCodes.Withdrawn,
        _ => null,
    };
}
