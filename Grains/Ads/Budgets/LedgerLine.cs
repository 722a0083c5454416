namespace Sokbo.Grains.Ads.Budgets;

/// <summary>A row of the ledger as it is stored.</summary>
/// <param name="Hash">Of its text, lower-case hexadecimal.</param>
/// <param name="Bytes">Hash, space and text.</param>
/// <param name="Hour">The hour since 1970 (UTC) whose list takes it.</param>
internal sealed record LedgerLine(string Hash, byte[] Bytes, int Hour);
