using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads.Bookings;
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

    /// <param name="month">yyyymm.</param>
    /// <param name="by">One of <see cref="Keys"/>.</param>
    /// <param name="closed">Whether what is billed is fixed.</param>
    /// <param name="accounts">Of all campaigns that the reader may see.</param>
    /// <param name="demands">What pages asked for, by site.</param>
    /// <param name="language">Of the definitions.</param>
    public static MonthReport Of(
        int month, string by, bool closed, IReadOnlyList<MonthAccount> accounts, IReadOnlyDictionary<string, MonthDemand> demands, PageLanguage language) =>
        new()
        {
            Month = SeoulMonth.Text(month),
            Closed = closed,
            By = by,
            Rows = by switch
            {
                "site" => WithDemand(ByAccount(accounts, account => account.Terms.Site), demands.Select(site => (site.Key, site.Value.Slots.AsEnumerable()))),
                "advertiser" => ByAccount(accounts, account => account.Terms.AdvertiserId),
                "slot" => WithDemand(BySlot(accounts), demands.SelectMany(site => site.Value.Slots.Select(slot => ($"{site.Key}/{slot.Slot}", (IEnumerable<SlotDemand>)[slot])))),
                _ => [.. ByReason(accounts), UnfilledRow(demands)],
            },
            Definitions = Numbers.Meanings([.. Numbers.All.Select(Numbers.Of), Numbers.Billed, NetWon, Requests, Unfilled], language),
        };

    private static NumberName NetWon { get; } = new(
        "netWon", "공급가액(원)", "Supply value (won)",
        "부가세를 뺀 금액에서 조정 금액을 뺀 것. 광고 위치별, 사유별로는 나누지 않는다.",
        "Without VAT, credits taken off. Not divided by slot or reason.");

    private static NumberName Requests { get; } = new(
        "requests", "광고 요청", "Requests",
        "독자의 화면이 이 위치에 광고를 청한 횟수. 서버가 1분마다 모아 알리며, 알리기 전에 서버가 죽으면 그 1분은 빠진다. 로봇은 세지 않는다.",
        "Banners that pages of readers asked for. Told by gateways every minute; what one has not told when it dies is missing. Without robots.");

    private static NumberName Unfilled { get; } = new(
        "unfilled", "미게재", "Unfilled",
        "광고 요청 가운데 내보낼 캠페인이 없던 것. 대체 광고나 빈 자리가 보였다. 과금과 관계없다.",
        "Requests that no campaign filled: the house's line, what stands in the page, or nothing was shown. Nothing to do with billing.");

    public byte[] ToCsv(PageLanguage language)
    {
        var isEnglish = language == PageLanguage.English;
        var isReason = By == "reason";
        var hasDemand = By is "site" or "slot";
        NumberName[] buckets = [.. Numbers.All.Select(Numbers.Of)];
        var table = new CsvTable();
        table.Add(isReason
            ? [isEnglish ? "Reason" : "사유", isEnglish ? "Events" : "건수"]
            : [
                KeyName(isEnglish), isEnglish ? "Campaigns" : "캠페인 수",
                .. buckets.Select(bucket => bucket.Name(language)), Numbers.Billed.Name(language), NetWon.Name(language),
                .. hasDemand ? [Requests.Name(language), Unfilled.Name(language)] : Array.Empty<string>(),
            ]);
        foreach (var row in Rows)
        {
            table.Add(isReason
                ? [buckets.Append(Unfilled).First(bucket => bucket.Code == row.Key).Name(language), row.Counts.Count == 0 ? null : row.Counts.Values.Sum()]
                : [
                    row.Key, row.Campaigns, .. buckets.Select(bucket => (object?)row.Counts.GetValueOrDefault(bucket.Code)), row.Billed, row.NetWon,
                    .. hasDemand ? [row.Requests, row.Unfilled] : Array.Empty<object?>(),
                ]);
        }

        table.Add([]);
        table.Add([isEnglish ? "Definitions" : "용어 풀이", (Closed, isEnglish) switch { (true, true) => "The month is closed", (true, _) => "마감", (_, true) => "The month is open", _ => "마감 전" }]);
        foreach (var number in buckets.Concat([Numbers.Billed, NetWon, Requests, Unfilled]))
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

    /// <summary>Absent where nothing is known, which is not the same as nothing unfilled.</summary>
    private static MonthReportRow UnfilledRow(IReadOnlyDictionary<string, MonthDemand> demands) => new()
    {
        Key = Unfilled.Code,
        Campaigns = 0,
        Counts = demands.Count == 0
            ? new Dictionary<string, long>()
            : new Dictionary<string, long> { [Unfilled.Code] = demands.Values.SelectMany(demand => demand.Slots).Sum(slot => slot.Unfilled) },
    };

    /// <summary>The rows with what was asked for, and rows of places in which no campaign has counted anything.</summary>
    private static ImmutableArray<MonthReportRow> WithDemand(IEnumerable<MonthReportRow> rows, IEnumerable<(string Key, IEnumerable<SlotDemand> Slots)> demands)
    {
        var all = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        foreach (var (key, slots) in demands)
        {
            var row = all.GetValueOrDefault(key) ?? new MonthReportRow { Key = key, Campaigns = 0, Counts = new Dictionary<string, long>(), Billed = 0 };
            all[key] = row with { Requests = slots.Sum(slot => slot.Requests), Unfilled = slots.Sum(slot => slot.Unfilled) };
        }

        return [.. all.Values.OrderBy(row => row.Key, StringComparer.Ordinal)];
    }

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
