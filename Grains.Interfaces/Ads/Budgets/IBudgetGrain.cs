using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>
/// The single writer of a campaign's numbers: what is given out, what has happened to it and what is billed. The key is
/// the campaign's id. Every grant and every count is a fenced write before its answer, so that two activations for a
/// moment do no harm; when a call throws, its outcome is unknown, and it is to be repeated as it was.
/// Owns <c>stats/campaign/{id}</c>.
/// </summary>
/// <remarks>
/// Billed events and numbers that may still become billed events never exceed the goal, nor those of one day its cap.
/// A number leaves the ones given out by its billing event, or when its lease is closed, and then it never bills.
/// </remarks>
[Alias("ads.IBudgetGrain")]
public interface IBudgetGrain : ITopicGrain
{
    /// <summary>Takes the terms unless newer ones were taken. What is paid for stays once something was counted.</summary>
    [Alias("Book")]
    Task Book(BudgetTerms terms, CancellationToken cancellationToken);

    /// <summary>
    /// Takes terms that pay for another event than before; false, and nothing is taken, once something was counted. Decided
    /// in the turn that counts, so that no event comes between. Terms that were taken are taken for ever: the same call
    /// again says so, whatever was counted meanwhile.
    /// </summary>
    [Alias("Reprice")]
    Task<bool> Reprice(BudgetTerms terms, CancellationToken cancellationToken);

    /// <summary>The same request of the same gateway gets the same lease while it is open.</summary>
    [Alias("Lease")]
    Task<LeaseGrant> Lease(LeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Frees at once the numbers that were never spent. Idempotent; a lease that is closed stays closed.</summary>
    [Alias("TakeBack")]
    Task TakeBack(LeaseReturn lease, CancellationToken cancellationToken);

    /// <summary>
    /// Counts the events of entries that were not folded before: those at or below the log's last folded entry change
    /// nothing. False when there is no such campaign.
    /// </summary>
    [Alias("Fold")]
    Task<bool> Fold(FoldRequest request, CancellationToken cancellationToken);

    /// <summary>Everything that was durable when <paramref name="barrier"/> was asked for is folded: leases that were due then close.</summary>
    [Alias("CloseDue")]
    Task CloseDue(long barrier, CancellationToken cancellationToken);

    /// <summary>Lets a campaign that is held after a restore run again.</summary>
    [Alias("Release")]
    Task Release(CancellationToken cancellationToken);

    /// <summary>
    /// Makes an entry in the advertiser's favour in the first month that is open. The same operation id makes it once.
    /// </summary>
    [Alias("Credit")]
    Task<CreditOutcome> Credit(CreditRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Fixes the account of a month that is over, and of all open ones before it: what comes later counts in the first
    /// month that is open. A closed month, and one that is not over, is only read. Null when there is no such campaign.
    /// </summary>
    [Alias("CloseMonth")]
    Task<MonthAccount?> CloseMonth(int month, string by, CancellationToken cancellationToken);

    /// <summary>The account of a month, closed or as it stands. Null when there is no such campaign.</summary>
    [Alias("ReadMonth")]
    Task<MonthAccount?> ReadMonth(int month, CancellationToken cancellationToken);

    /// <summary>
    /// The last two years' months in which there was something, and the present one, oldest first, without their counts.
    /// Empty when there is no such campaign.
    /// </summary>
    [Alias("ReadMonths")]
    Task<ImmutableArray<MonthAccount>> ReadMonths(CancellationToken cancellationToken);

    /// <summary>
    /// What was counted in some days, summed up: members that are not asked for are empty or 0, and a day is its first hour.
    /// Empty when there is no such campaign.
    /// </summary>
    [Alias("ReadCounts")]
    Task<ImmutableArray<EventCount>> ReadCounts(CountsQuery query, CancellationToken cancellationToken);

    /// <summary>Null when there is no such campaign.</summary>
    [Alias("Read")]
    Task<BudgetState?> Read(CancellationToken cancellationToken);
}
