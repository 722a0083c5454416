using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>Closes months, one after the other, for the campaigns of all sites. Its key is <see cref="Key"/>.</summary>
[Alias("ads.IMonthsGrain")]
public interface IMonthsGrain : IGrainWithStringKey
{
    const string Key = "default";

    /// <summary>
    /// Closes a month that is over. A closed month stays as it is: closing it again changes nothing. Where the campaigns are
    /// too many for one call, it goes on by itself, and after the loss of any process.
    /// </summary>
    [Alias("Close")]
    Task<MonthCloseOutcome> Close(int month, string by, CancellationToken cancellationToken);

    /// <summary>Goes on with what was begun, and closes a month whose time has come.</summary>
    [Alias("Look")]
    Task Look(CancellationToken cancellationToken);

    /// <summary>Answers while a month is being closed: what it reads is one immutable value.</summary>
    [Alias("Read")]
    [AlwaysInterleave]
    Task<MonthsState> Read(CancellationToken cancellationToken);

    /// <summary>
    /// One page of the accounts of a month, by campaign id: of one advertiser, or of all for an empty id.
    /// In a closed month every account is closed.
    /// </summary>
    /// <param name="month">yyyymm.</param>
    /// <param name="advertiserId">Empty for all.</param>
    /// <param name="after">The campaign with which the last page ended; empty for the first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("Accounts")]
    [AlwaysInterleave]
    Task<ImmutableArray<MonthAccount>> Accounts(int month, string advertiserId, string after, CancellationToken cancellationToken);

    /// <summary>Accounts in a page at most; a shorter page is the last one.</summary>
    const int PageMax = 200;
}
