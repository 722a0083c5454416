using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>A statement of transactions (거래명세서) of one publication for one advertiser and month. It is no tax invoice.</summary>
public sealed record Statement
{
    public required string Month { get; init; }

    /// <summary>False while the month is open: then the numbers are those of this moment.</summary>
    public required bool Closed { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string Site { get; init; }

    public required StatementParty Publisher { get; init; }

    public required StatementParty Advertiser { get; init; }

    public required ImmutableArray<StatementLine> Lines { get; init; }

    /// <summary>공급가액: the sum of all lines.</summary>
    public required long SupplyWon { get; init; }

    /// <summary>부가세.</summary>
    public required long VatWon { get; init; }

    public required long TotalWon { get; init; }

    public string VatRule { get; init; } = "공급가액 합계의 10%, 1원 미만 버림 · 10 % of the supply value in all, parts of a won left out";

    public string Notice { get; init; } = "이 거래명세서는 세금계산서가 아닙니다. · This statement is not a tax invoice.";

    internal static Statement Of(int month, bool closed, SiteInfo site, AdvertiserDetails advertiser, IReadOnlyList<MonthAccount> accounts, DateTimeOffset now)
    {
        ImmutableArray<StatementLine> lines =
        [
            .. accounts.Where(account => account.Terms.Site == site.Id && !account.IsEmpty).OrderBy(account => account.Campaign, StringComparer.Ordinal).SelectMany(LinesOf),
        ];
        var supply = lines.Sum(line => line.AmountWon);
        var vat = Vat.Of(supply);
        return new Statement
        {
            Month = SeoulMonth.Text(month),
            Closed = closed,
            MadeAt = now,
            Site = site.Id,
            Publisher = StatementParty.Of(site.Name, site.Business),
            Advertiser = StatementParty.Of(advertiser.Name, advertiser.Business),
            Lines = lines,
            SupplyWon = supply,
            VatWon = vat,
            TotalWon = supply + vat,
        };
    }

    private static IEnumerable<StatementLine> LinesOf(MonthAccount account)
    {
        var terms = account.Terms;
        var isFlat = terms.Pricing == Pricing.Flat;
        var first = new StatementLine
        {
            Campaign = account.Campaign,
            Name = terms.Name.Length > 0 ? terms.Name : account.Campaign,
            Kind = "delivery",
            Quantity = isFlat ? account.Days : account.Billed,
            Unit = isFlat ? "day" : CampaignTerms.Name(terms.Pricing),
            UnitPriceWon = terms.PriceWon,
            Carried = account.Carried == 0 ? null : account.Carried,
            AmountWon = account.AmountWon,
        };
        if (first.Quantity != 0 || first.AmountWon != 0)
        {
            yield return first;
        }

        if (account.AdjustmentWon != 0)
        {
            yield return first with { Kind = "adjustment", Quantity = 0, Carried = null, Unit = null, UnitPriceWon = null, AmountWon = account.AdjustmentWon };
        }

        foreach (var credit in account.Credits)
        {
            yield return first with
            {
                Kind = credit.Numbers > 0 ? "makeGood" : "credit",
                Quantity = credit.Numbers,
                Carried = null,
                Unit = credit.Numbers > 0 ? first.Unit : null,
                UnitPriceWon = credit.Numbers > 0 ? terms.PriceWon : null,
                AmountWon = -credit.AmountWon,
                Reason = credit.Reason,
            };
        }
    }
}
