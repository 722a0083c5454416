using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// What of an answer is new. The first one is mostly old, and would stand on the front page with today's date: of it only
/// what is recent is taken, and what was passed over then never is. Pure.
/// </summary>
internal static class IntakeAge
{
    /// <summary>Of items that do not say how old they are, these first ones of the first answer are taken.</summary>
    public const int UndatedMax = 10;

    /// <param name="source">Whose items they are.</param>
    /// <param name="items">In the order of the answer, the newest first.</param>
    /// <param name="turn">Whether it is the first call, and what the first call has decided.</param>
    /// <param name="since">Items from before are old.</param>
    /// <returns>What is new, and the ids to remember of what is not and cannot be told by its date.</returns>
    public static (IReadOnlyList<IntakeItem> New, IReadOnlyList<string> Passed) Part(
        IntakeSource source, IReadOnlyList<IntakeItem> items, IntakeTurn turn, DateTimeOffset since)
    {
        var undated = items.Where(item => item.PublishedAt is null).Skip(UndatedMax).Select(item => IntakeDrafts.IdOf(source, item));
        var passed = turn.First ? undated.ToArray() : turn.Passed.IsDefault ? [] : turn.Passed.ToArray();
        var ids = passed.ToHashSet(StringComparer.Ordinal);
        return ([.. items.Where(item => item.PublishedAt is { } at ? at >= since : !ids.Contains(IntakeDrafts.IdOf(source, item)))], passed);
    }
}
