namespace Sokbo.Bare;

internal sealed record Question(IReadOnlyList<string> Slots);
