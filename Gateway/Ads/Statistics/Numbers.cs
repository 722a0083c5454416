using System.Collections.Immutable;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>What the numbers of statistics, reports and statements mean. One text for all of them.</summary>
internal static class Numbers
{
    public static readonly NumberName Billed = new(
        "billed", "과금 수", "Billed",
        "값을 치르는 집계 수. 목표를 넘지 않는다.",
        "Events that are paid for. Never more than the goal.");

    public static readonly NumberName ViewableRate = new(
        "viewableRate", "가시율", "Viewable rate",
        "가시 노출 ÷ 노출.",
        "Viewable impressions by rendered ones.");

    public static readonly NumberName ClickRate = new(
        "clickRate", "클릭률", "Click rate",
        "클릭 ÷ 노출.",
        "Clicks by rendered impressions.");

    public static readonly NumberName Spend = new(
        "spendWon", "집행 금액(원)", "Spend (won)",
        "부가세를 뺀 금액. 과금 수 × 단가이며 1원 미만은 다음으로 넘긴다. 정액은 지난 날짜만큼. 조정 금액은 빼지 않았다.",
        "Without VAT. Billed events times their price, parts of a won carried on; of a flat price the days that have come. Credits are not taken off.");

    public static readonly NumberName Pace = new(
        "pace", "진도", "Pace",
        "과금 수 ÷ 지금까지 나갔어야 할 수. 1이면 계획대로다.",
        "Billed events by those due by now. 1 is as planned.");

    private static readonly ImmutableDictionary<EventBucket, NumberName> Buckets = new[]
    {
        (EventBucket.Rendered, "노출", "Rendered", "광고 소재가 불러와져 화면에 그려지기 시작한 횟수(MRC 기준). 같은 노출은 한 번만 센다.", "The creative was loaded and began to render (MRC). Each impression once."),
        (EventBucket.Viewable, "가시 노출", "Viewable", "소재 면적의 50%(242,500화소 이상은 30%)가 활성 탭에서 1초 이상 보인 노출.", "Half of the pixels (30 % from 242,500 pixels on) were on screen in a focused tab for one second."),
        (EventBucket.Click, "클릭", "Clicks", "노출된 광고를 눌러 이동한 횟수. 한 노출에 한 번만 센다.", "Clicks on rendered impressions, one for each."),
        (EventBucket.Duplicate, "중복", "Duplicate", "이미 센 것이 다시 온 것. 과금하지 않는다.", "Counted before. Not billed."),
        (EventBucket.Late, "지각", "Late", "정해진 시간이 지나 온 것. 과금하지 않는다.", "Came after its time. Not billed."),
        (EventBucket.Foreign, "발급 안 된 번호", "Foreign", "나간 적 없는 번호. 과금하지 않는다.", "Of a number that was never given out. Not billed."),
        (EventBucket.Unrendered, "노출 전", "Unrendered", "노출보다 먼저 온 가시 노출·클릭. 노출이 오면 옮겨 센다.", "Viewable or clicked before it rendered; moved when it has."),
        (EventBucket.BeyondGoal, "목표 초과", "Beyond goal", "목표를 채운 뒤의 것. 과금하지 않는다.", "After the goal was reached. Not billed."),
        (EventBucket.Robot, "로봇", "Robot", "알려진 로봇이나 브라우저가 아닌 프로그램. 과금하지 않는다.", "A known robot, or no browser. Not billed."),
        (EventBucket.Prefetch, "미리 불러오기", "Prefetch", "아무도 보기 전에 불러온 것. 과금하지 않는다.", "Fetched before anybody looks. Not billed."),
        (EventBucket.Forged, "위조", "Forged", "서명이 맞지 않는 것. 과금하지 않는다.", "The signature is wrong. Not billed."),
        (EventBucket.NoContent, "내용 없는 요청", "No content", "아무것도 보여 주지 않는 요청(HEAD). 과금하지 않는다.", "A request that shows nothing (HEAD). Not billed."),
        (EventBucket.Lost, "복구 구간", "Lost", "백업과 복구 사이에 온 것. 과금하지 않는다.", "Between a backup and its restore. Not billed."),
    }.ToImmutableDictionary(row => row.Item1, row => new NumberName(StatisticsResponse.Name(row.Item1), row.Item2, row.Item3, row.Item4, row.Item5));

    /// <summary>In the order in which they are printed.</summary>
    public static ImmutableArray<EventBucket> All { get; } = [.. Enum.GetValues<EventBucket>()];

    /// <summary>Those that bill nothing, with their reasons.</summary>
    public static ImmutableArray<EventBucket> Unbilled { get; } = [.. All.Where(bucket => bucket > EventBucket.Click)];

    public static NumberName Of(EventBucket bucket) => Buckets[bucket];

    /// <summary>The bucket whose events bill; null for a flat price.</summary>
    public static EventBucket? BilledBucket(Pricing pricing) => pricing switch
    {
        Pricing.Rendered => EventBucket.Rendered,
        Pricing.Viewable => EventBucket.Viewable,
        Pricing.Click => EventBucket.Click,
        _ => null,
    };

    /// <summary>Null where there is nothing to divide by.</summary>
    public static double? Rate(long part, long whole) => whole <= 0 ? null : Math.Round((double)part / whole, 6);

    public static Dictionary<string, string> Meanings(IEnumerable<NumberName> numbers, PageLanguage language) =>
        numbers.ToDictionary(number => number.Code, number => $"{number.Name(language)}: {number.Meaning(language)}");
}
