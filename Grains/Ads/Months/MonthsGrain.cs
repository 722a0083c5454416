using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <remarks>
/// That a month is being closed is written first, and every campaign closes it in a write of its own, which a repetition
/// finds done: whatever dies, the next look goes on. Reading interleaves with a close: a campaign that is booked
/// meanwhile asks which months are fixed, and this grain asks budgets. What is read is one immutable value.
/// </remarks>
[GrainType("months")]
internal sealed partial class MonthsGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<MonthsRecord> store,
    IBudgetStore budgets,
    TimeProvider time,
    IOptions<MonthsOptions> options,
    ILogger<MonthsGrain> logger) : Grain, IMonthsGrain
{
    private const int CallsAtOnceMax = 32;

    /// <summary>Below the time that a call may take.</summary>
    private static readonly TimeSpan StepMax = TimeSpan.FromSeconds(15);

    /// <summary>Campaigns that this activation knows to have closed the month that is being closed.</summary>
    private readonly SortedDictionary<string, MonthAccount> _done = new(StringComparer.Ordinal);

    private MonthsState State => store.State.State;

    public async Task<MonthCloseOutcome> Close(int month, string by, CancellationToken cancellationToken)
    {
        switch (MonthsRules.Refusal(State, month, time.GetUtcNow()))
        {
            case null:
                await BeginAsync(month, by, cancellationToken);
                break;
            case MonthCloseVerdict.Closing:
                break;
            case { } verdict:
                return new MonthCloseOutcome(verdict, State);
        }

        return new MonthCloseOutcome(await StepAsync(cancellationToken) ? MonthCloseVerdict.Closed : MonthCloseVerdict.Closing, State);
    }

    public async Task Look(CancellationToken cancellationToken)
    {
        if (MonthsRules.Due(State, time.GetUtcNow(), TimeSpan.FromHours(options.Value.CloseAfterHours)) is { } month)
        {
            await BeginAsync(month, "", cancellationToken);
        }

        if (State.Closing != 0)
        {
            await StepAsync(cancellationToken);
        }
    }

    public Task<MonthsState> Read(CancellationToken cancellationToken) => Task.FromResult(State);

    public async Task<ImmutableArray<MonthAccount>> Accounts(int month, string advertiserId, string after, CancellationToken cancellationToken)
    {
        var campaigns = (await budgets.ListAsync(advertiserId, cancellationToken))
            .Where(campaign => string.CompareOrdinal(campaign, after) > 0)
            .Take(IMonthsGrain.PageMax);
        var accounts = ImmutableArray.CreateBuilder<MonthAccount>();
        foreach (var some in campaigns.Chunk(CallsAtOnceMax))
        {
            // A campaign whose booking crossed the close has not closed a closed month yet: now it does.
            var read = await Task.WhenAll(some.Select(campaign => State.IsClosed(month)
                ? Budget(campaign).CloseMonth(month, "", cancellationToken)
                : Budget(campaign).ReadMonth(month, cancellationToken)));
            accounts.AddRange(read.OfType<MonthAccount>());
        }

        return accounts.ToImmutable();
    }

    private IBudgetGrain Budget(string campaign) => GrainFactory.GetGrain<IBudgetGrain>(campaign);

    private async Task BeginAsync(int month, string by, CancellationToken cancellationToken)
    {
        _done.Clear();
        await WriteAsync(MonthsRules.Begun(State, month, by), cancellationToken);
        LogBegun(SeoulMonth.Text(month), by);
    }

    /// <summary>True when every campaign has closed the month; false when there was no time for all.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var (month, by) = (State.Closing, State.ClosingBy);
        var begun = time.GetTimestamp();
        while (true)
        {
            // Again until there is nothing new: a campaign may have been booked meanwhile.
            var missing = (await budgets.ListAsync("", cancellationToken)).Where(campaign => !_done.ContainsKey(campaign)).ToList();
            if (missing.Count == 0)
            {
                break;
            }

            foreach (var some in missing.Chunk(CallsAtOnceMax))
            {
                if (time.GetElapsedTime(begun) > StepMax)
                {
                    return false;
                }

                var accounts = await Task.WhenAll(some.Select(campaign => Budget(campaign).CloseMonth(month, by, cancellationToken)));
                foreach (var (campaign, account) in some.Zip(accounts))
                {
                    // A budget that is listed exists; one that does not answer for it has nothing.
                    _done[campaign] = (account ?? throw new InvalidOperationException($"Budget {campaign} is listed and does not exist.")) with { Counts = [] };
                }
            }
        }

        var done = MonthsRules.Done(State, _done, time.GetUtcNow());
        await WriteAsync(done, cancellationToken);
        LogClosed(SeoulMonth.Text(month), _done.Count, done.Closed[^1].NetWon);
        _done.Clear();
        return true;
    }

    private Task WriteAsync(MonthsState next, CancellationToken cancellationToken) =>
        this.WriteOrLeaveAsync(store, new MonthsRecord { State = next }, cancellationToken);

    [LoggerMessage(3030, LogLevel.Information, "Month {Month} is being closed, by '{By}' (empty: by itself).")]
    private partial void LogBegun(string month, string by);

    [LoggerMessage(3031, LogLevel.Information, "Month {Month} is closed: {Campaigns} campaigns, {NetWon} won without VAT.")]
    private partial void LogClosed(string month, int campaigns, long netWon);
}
