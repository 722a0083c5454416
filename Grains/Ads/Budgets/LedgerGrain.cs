using Orleans.Concurrency;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Stateless worker: it holds nothing between calls, and reading a long ledger delays no budget.</summary>
[GrainType("ledger")]
[StatelessWorker]
internal sealed class LedgerGrain(IBudgetStore store, TimeProvider time) : Grain, ILedgerGrain
{
    /// <summary>A budget that counts meanwhile is ahead of what was read.</summary>
    private const int AttemptsMax = 20;

    public async Task<LedgerAudit?> Audit(CancellationToken cancellationToken)
    {
        var campaign = this.GetPrimaryKeyString();
        var budget = GrainFactory.GetGrain<IBudgetGrain>(campaign);
        var ledger = new LedgerVerifier();
        var hour = 0;
        var read = 0;
        for (var attempt = 1; ; attempt++)
        {
            if (await budget.Read(cancellationToken) is not { } state)
            {
                return null;
            }

            hour = hour == 0 ? state.LedgerFrom : hour;
            string? problem = null;
            while (problem is null && hour != 0 && ledger.Rows < state.LedgerRows && hour <= Hours.Of(time.GetUtcNow()))
            {
                var lines = await store.ReadLedgerAsync(campaign, hour, read, cancellationToken);
                problem = lines.Select(line => ledger.Take(line)).FirstOrDefault(found => found is not null);
                read += lines.Count;
                if (ledger.Rows < state.LedgerRows)
                {
                    (hour, read) = (hour + 1, 0);
                }
            }

            problem ??= Difference(state, ledger);
            if (problem.Length == 0 || attempt == AttemptsMax || ledger.Rows <= state.LedgerRows)
            {
                return new LedgerAudit
                {
                    Rows = ledger.Rows,
                    Hash = ledger.Hash,
                    Billed = ledger.Billed,
                    SpendWon = SpendWon(state, ledger),
                    CreditWon = AccountRules.CreditWon(ledger.Account),
                    ClosedThrough = ledger.Account.ClosedThrough,
                    Counts = ledger.Counts,
                    Problem = problem,
                };
            }
        }
    }

    private static long SpendWon(BudgetState state, LedgerVerifier ledger) => AccountRules.SpendWon(
        ledger.Account with { BookedDay = state.BookedDay, ClosedThrough = Math.Max(ledger.Account.ClosedThrough, state.ClosedThrough) }, state.Terms, state.Today);

    private static string Difference(BudgetState state, LedgerVerifier ledger)
    {
        if (ledger.Rows != state.LedgerRows || ledger.Hash != state.LedgerHash)
        {
            return $"The ledger ends with row {ledger.Rows} and hash '{ledger.Hash}', and the budget with row {state.LedgerRows} and hash '{state.LedgerHash}'.";
        }

        if (AccountRules.CreditWon(ledger.Account) != state.CreditWon || ledger.Account.MadeGood != state.MadeGood)
        {
            return $"The credits of the rows are {AccountRules.CreditWon(ledger.Account)} won and {ledger.Account.MadeGood} numbers, and those of the budget {state.CreditWon} won and {state.MadeGood} numbers.";
        }

        if (ledger.Billed != state.Billed || SpendWon(state, ledger) != state.SpendWon)
        {
            return $"The rows sum up to {ledger.Billed} billed events, and the budget says {state.Billed}.";
        }

        return ledger.Counts.SequenceEqual(state.Counts) ? "" : "The rows sum up to other counts than the budget's.";
    }
}
