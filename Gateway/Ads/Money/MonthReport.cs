using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>A month over many campaigns, by site, slot, advertiser or reason.</summary>
internal sealed record MonthReport
{
    public static readonly ImmutableArray<string> Keys = ["site", "slot", "advertiser", "reason"];

    public required string Month { get; init; }

    public required bool Closed { get; init; }

    public required string By { get; init; }

    public required ImmutableArray<MonthReportRow> Rows { get; init; }

    public required IReadOnlyDictionary<string, string> Definitions { get; init; }

    public static MonthReport Of(int month, string by, bool closed, IReadOnlyList<MonthAccount> accounts, PageLanguage language) => new()
    {
        Month = SeoulMonth.Text(month),
        Closed = closed,
        By = by,
        Rows = by switch
        {
            "site" => ByAccount(accounts, account => account.Terms.Site),
            "advertiser" => ByAccount(accounts, account => account.Terms.AdvertiserId),
            "slot" => BySlot(accounts),
            _ => ByReason(accounts),
        },
        Definitions = Numbers.Meanings([.. Numbers.All.Select(Numbers.Of), Numbers.Billed, NetWon], language),
    };

    private static NumberName NetWon { get; } = new(
        "netWon", "공급가액(원)", "Supply value (won)",
        "부가세를 뺀 금액에서 조정 금액을 뺀 것. 광고 위치별, 사유별로는 나누지 않는다.",
        "Without VAT, credits taken off. Not divided by slot or reason.");

    public byte[] ToCsv(PageLanguage language)
    {
        var isEnglish = language == PageLanguage.English;
        var isReason = By == "reason";
        NumberName[] buckets = [.. Numbers.All.Select(Numbers.Of)];
        var table = new CsvTable();
        table.Add(isReason
            ? [isEnglish ? "Reason" : "사유", isEnglish ? "Events" : "건수"]
            : [
                KeyName(isEnglish), isEnglish ? "Campaigns" : "캠페인 수",
                .. buckets.Select(bucket => bucket.Name(language)), Numbers.Billed.Name(language), NetWon.Name(language),
            ]);
        foreach (var row in Rows)
        {
            table.Add(isReason
                ? [buckets.First(bucket => bucket.Code == row.Key).Name(language), row.Counts.Values.Sum()]
                : [row.Key, row.Campaigns, .. buckets.Select(bucket => (object?)row.Counts.GetValueOrDefault(bucket.Code)), row.Billed, row.NetWon]);
        }

        table.Add([]);
        table.Add([isEnglish ? "Definitions" : "용어 풀이", (Closed, isEnglish) switch { (true, true) => "The month is closed", (true, _) => "마감", (_, true) => "The month is open", _ => "마감 전" }]);
        foreach (var number in buckets.Append(Numbers.Billed).Append(NetWon))
        {
            table.Add([number.Name(language), number.Meaning(language)]);
        }

        return table.ToBytes();
    }

    private static ImmutableArray<MonthReportRow> ByAccount(IEnumerable<MonthAccount> accounts, Func<MonthAccount, string> keyOf) =>
    [
        .. accounts.Where(account => !account.IsEmpty).GroupBy(keyOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MonthReportRow
            {
                Key = group.Key,
                Campaigns = group.Count(),
                Counts = Sum(group.SelectMany(account => account.Counts)),
                Billed = group.Sum(account => account.Billed),
                NetWon = group.Sum(account => account.NetWon),
            }),
    ];

    private static ImmutableArray<MonthReportRow> BySlot(IEnumerable<MonthAccount> accounts) =>
    [
        .. accounts.SelectMany(account => account.Counts.Select(count => (account, count)))
            .GroupBy(pair => $"{pair.account.Terms.Site}/{pair.count.Slot}", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MonthReportRow
            {
                Key = group.Key,
                Campaigns = group.Select(pair => pair.account.Campaign).Distinct(StringComparer.Ordinal).Count(),
                Counts = Sum(group.Select(pair => pair.count)),
                Billed = group.Where(pair => pair.count.Bucket == Numbers.BilledBucket(pair.account.Terms.Pricing)).Sum(pair => pair.count.Count),
            }),
    ];

    private static ImmutableArray<MonthReportRow> ByReason(IReadOnlyList<MonthAccount> accounts) =>
    [
        .. Numbers.All.Select(bucket => new MonthReportRow
        {
            Key = StatisticsResponse.Name(bucket),
            Campaigns = accounts.Count(account => account.Counts.Any(count => count.Bucket == bucket)),
            Counts = new Dictionary<string, long>
            {
                [StatisticsResponse.Name(bucket)] = accounts.SelectMany(account => account.Counts).Where(count => count.Bucket == bucket).Sum(count => count.Count),
            },
        }),
    ];

    private static Dictionary<string, long> Sum(IEnumerable<EventCount> counts) => counts
        .GroupBy(count => count.Bucket)
        .OrderBy(group => group.Key)
        .ToDictionary(group => StatisticsResponse.Name(group.Key), group => group.Sum(count => count.Count));

    private string KeyName(bool isEnglish) => (By, isEnglish) switch
    {
        ("site", false) => "매체",
        ("site", true) => "Site",
        ("advertiser", false) => "광고주",
        ("advertiser", true) => "Advertiser",
        (_, false) => "광고 위치",
        _ => "Slot",
    };
}
