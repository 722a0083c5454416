namespace Sokbo.Gateway.Articles.Intake;

/// <param name="Items">In the order of the answer.</param>
/// <param name="Refused">Items without a title or a name.</param>
/// <param name="Error">Why the whole answer is no feed; null where it is one.</param>
internal sealed record IntakeReading(IReadOnlyList<IntakeItem> Items, int Refused, string? Error)
{
    public static IntakeReading Failed(string error) => new([], 0, error);
}
