namespace Sokbo.Gateway.Articles.Intake;

/// <param name="Items">In the order of the answer.</param>
/// <param name="Refused">Items that are no articles, each with its problem.</param>
/// <param name="Withdrawn">Items that the source has taken back, with what it calls them: canceled or withheld.</param>
/// <param name="Error">Why the whole answer is no feed; null where it is one.</param>
internal sealed record IntakeReading(IReadOnlyList<IntakeItem> Items, IReadOnlyList<IntakeItem> Refused, IReadOnlyList<IntakeItem> Withdrawn, string? Error)
{
    public static IntakeReading Failed(string error) => new([], [], [], error);
}
