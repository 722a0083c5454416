using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>Which month may be closed, and when one closes by itself. Pure.</summary>
internal static class MonthsRules
{
    /// <summary>Null when the close may begin; then it is the first one, or the one after the last.</summary>
    public static MonthCloseVerdict? Refusal(MonthsState state, int month, DateTimeOffset now)
    {
        if (state.IsClosed(month))
        {
            return MonthCloseVerdict.Closed;
        }

        if (now < SeoulMonth.Start(SeoulMonth.Next(month)))
        {
            return MonthCloseVerdict.NotOver;
        }

        if (state.Closing != 0)
        {
            return state.Closing == month ? MonthCloseVerdict.Closing : MonthCloseVerdict.TooEarly;
        }

        return state.ClosedThrough != 0 && month != SeoulMonth.Next(state.ClosedThrough) ? MonthCloseVerdict.TooEarly : null;
    }

    /// <summary>The month whose time has come; null for none. Where none was ever closed, it is the last one.</summary>
    public static int? Due(MonthsState state, DateTimeOffset now, TimeSpan closeAfter)
    {
        var month = state.ClosedThrough == 0
            ? SeoulMonth.Previous(SeoulMonth.Of(now - closeAfter))
            : SeoulMonth.Next(state.ClosedThrough);
        return state.Closing == 0 && now >= SeoulMonth.Start(SeoulMonth.Next(month)) + closeAfter ? month : null;
    }

    public static MonthsState Begun(MonthsState state, int month, string by) => state with { Closing = month, ClosingBy = by };

    public static MonthsState Done(MonthsState state, IReadOnlyDictionary<string, MonthAccount> accounts, DateTimeOffset now) => state with
    {
        ClosedThrough = state.Closing,
        Closing = 0,
        ClosingBy = "",
        Closed =
        [
            .. state.Closed.TakeLast(MonthsState.ClosedMax - 1),
            new ClosedMonth
            {
                Month = state.Closing,
                At = now,
                By = state.ClosingBy,
                Campaigns = accounts.Count,
                NetWon = accounts.Values.Sum(account => account.NetWon),
                Hash = HashOf(accounts.Values),
            },
        ],
    };

    private static string HashOf(IEnumerable<MonthAccount> accounts)
    {
        var text = new StringBuilder();
        foreach (var account in accounts.OrderBy(account => account.Campaign, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{account.Campaign}\t{account.Hash}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
