using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Money;

internal sealed record CreditResponse
{
    public required string Id { get; init; }

    /// <summary>The open month that it is in, as 2026-12.</summary>
    public required string Month { get; init; }

    public required long AmountWon { get; init; }

    /// <summary>Absent for a credit in money.</summary>
    public long? Numbers { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public static CreditResponse Of(CampaignCredit credit) => new()
    {
        Id = credit.Id,
        Month = SeoulMonth.Text(credit.Month),
        AmountWon = credit.AmountWon,
        Numbers = credit.Numbers == 0 ? null : credit.Numbers,
        Reason = credit.Reason,
        By = credit.By,
        At = credit.At,
    };
}
