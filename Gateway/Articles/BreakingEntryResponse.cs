using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Who has raised, changed or lowered something by hand, when and why.</summary>
/// <param name="At">When.</param>
/// <param name="Author">Who.</param>
/// <param name="Act"><c>raise</c>, <c>change</c> or <c>lower</c>.</param>
/// <param name="Reason">For the newsroom; never public.</param>
/// <param name="Item">As it stood after the act, or until it was lowered; without its headline once its article is retracted.</param>
internal sealed record BreakingEntryResponse(DateTimeOffset At, string Author, string Act, string? Reason, BreakingResponse Item)
{
    public static BreakingEntryResponse Of(BreakingEntry entry) =>
        new(entry.At, entry.Author, entry.Act, entry.Reason.Length == 0 ? null : entry.Reason, BreakingResponse.Of(entry.Item));
}
