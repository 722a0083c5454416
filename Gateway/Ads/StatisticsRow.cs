namespace Sokbo.Gateway.Ads;

/// <summary>Counts of one creative in one slot; the names that stand at 0 are left out. Of forgeries that name neither, both are empty.</summary>
internal sealed record StatisticsRow(string Slot, string Creative, IReadOnlyDictionary<string, long> Counts);
