namespace Sokbo.Bare;

internal sealed record Answer(IReadOnlyList<Decision> Decisions);
