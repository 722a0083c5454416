using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Whether a creative may be shown in a slot.</summary>
internal sealed class SlotFit(SlotState slot)
{
    private readonly (int Width, int Height)[] _sizes = SizesOf(slot);

    private readonly HashSet<string> _withdrawn = new(slot.Withdrawn, StringComparer.Ordinal);

    /// <summary>The code of the reason why not; null when it may.</summary>
    public string? Refusal(Creative creative, DateTimeOffset now) => Refusal(creative, moment => now >= moment);

    /// <inheritdoc cref="Refusal(Creative, DateTimeOffset)"/>
    public string? Refusal(Creative creative, Func<DateTimeOffset, bool> hasPassed) => creative switch
    {
        { Paused: true } => ReasonCodes.Paused,
        { Approval: not CreativeApproval.Approved } => ReasonCodes.NotApproved,
        _ when !creative.IsWithinDates(hasPassed) => ReasonCodes.CreativeDates,
        _ when !HasSize(_sizes, creative) => ReasonCodes.Size,
        _ when _withdrawn.Contains(creative.ShownId) => ReasonCodes.Withdrawn,
        _ => null,
    };

    /// <summary>Whether it is no larger than one of the sizes; a text fits every place.</summary>
    public static bool HasSizeFor(SlotState slot, Creative creative) => HasSize(SizesOf(slot), creative);

    private static bool HasSize((int Width, int Height)[] sizes, Creative creative) =>
        creative.Kind == CreativeKind.Text || sizes.Any(size => creative.Width <= size.Width && creative.Height <= size.Height);

    private static (int Width, int Height)[] SizesOf(SlotState slot) =>
        [.. slot.Sizes.Select(size => AdSize.TryParse(size, out var width, out var height) ? (width, height) : (0, 0))];
}
