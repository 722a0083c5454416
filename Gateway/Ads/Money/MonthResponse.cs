using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>A month: <c>open</c>, <c>closing</c> or <c>closed</c>, with what was fixed at its close.</summary>
internal sealed record MonthResponse
{
    public required string Month { get; init; }

    public required string State { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Empty where it closed by itself.</summary>
    public string? ClosedBy { get; init; }

    public int? Campaigns { get; init; }

    /// <summary>Whole won without VAT, credits taken off.</summary>
    public long? NetWon { get; init; }

    /// <summary>Over the rows that close the month in all ledgers.</summary>
    public string? Hash { get; init; }

    public static MonthResponse Of(int month, MonthsState state)
    {
        var closed = state.Closed.FirstOrDefault(known => known.Month == month);
        return new MonthResponse
        {
            Month = SeoulMonth.Text(month),
            State = state.IsClosed(month) ? "closed" : state.Closing == month ? "closing" : "open",
            ClosedAt = closed?.At,
            ClosedBy = closed?.By,
            Campaigns = closed?.Campaigns,
            NetWon = closed?.NetWon,
            Hash = closed?.Hash,
        };
    }
}
