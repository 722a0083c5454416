using Sokbo.Gateway.Pages;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>Words of the page that a link shows, and of statements. Korean first; English with <c>?lang=en</c>.</summary>
public sealed record AdvertiserText
{
    public required PageLanguage Language { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string OtherLanguage { get; init; }

    public required string Live { get; init; }

    public required string Away { get; init; }

    public required string Revoked { get; init; }

    public required string RevokedBody { get; init; }

    public required string Unknown { get; init; }

    public required string UnknownBody { get; init; }

    public required string Updated { get; init; }

    public required string Period { get; init; }

    public required string Paused { get; init; }

    public required string Pending { get; init; }

    public required string GoalProgress { get; init; }

    public required string TimeProgress { get; init; }

    public required string OfGoal { get; init; }

    public required string Summary { get; init; }

    public required string Won { get; init; }

    public required string Hours { get; init; }

    public required string HoursDescription { get; init; }

    public required string Hour { get; init; }

    public required string AsTable { get; init; }

    public required string Nothing { get; init; }

    public required string ByCreative { get; init; }

    public required string BySlot { get; init; }

    public required string Creative { get; init; }

    public required string Slot { get; init; }

    public required string Unbilled { get; init; }

    public required string UnbilledNote { get; init; }

    public required string Reason { get; init; }

    public required string Count { get; init; }

    public required string InPlace { get; init; }

    public required string InPlaceNote { get; init; }

    public required string Advertisement { get; init; }

    public required string Months { get; init; }

    public required string Month { get; init; }

    public required string Supply { get; init; }

    public required string Vat { get; init; }

    public required string Total { get; init; }

    public required string Open { get; init; }

    public required string Closed { get; init; }

    public required string Print { get; init; }

    public required string Definitions { get; init; }

    public required string Statement { get; init; }

    public required string NoTaxInvoice { get; init; }

    public required string Publisher { get; init; }

    public required string Advertiser { get; init; }

    public required string BusinessNumber { get; init; }

    public required string BusinessName { get; init; }

    public required string Representative { get; init; }

    public required string Address { get; init; }

    public required string Item { get; init; }

    public required string Quantity { get; init; }

    public required string UnitPrice { get; init; }

    public required string Amount { get; init; }

    public required string VatRule { get; init; }

    public required string Carried { get; init; }

    public required string Adjustment { get; init; }

    public required string Credit { get; init; }

    public required string MakeGood { get; init; }

    public required string PerThousand { get; init; }

    public required string PerClick { get; init; }

    public required string PerPeriod { get; init; }

    public required string Days { get; init; }

    public required string MadeAt { get; init; }

    public required string OpenMonthNote { get; init; }

    public static AdvertiserText Korean { get; } = new()
    {
        Language = PageLanguage.Korean,
        Code = "ko",
        Title = "광고 집행 현황",
        OtherLanguage = "English",
        Live = "실시간",
        Away = "연결이 끊겨 다시 연결하고 있습니다",
        Revoked = "더 이상 볼 수 없는 주소입니다",
        RevokedBody = "기간이 끝났거나 매체가 이 주소를 거두었습니다. 새 주소는 매체의 광고 담당자에게 문의해 주십시오.",
        Unknown = "없는 주소입니다",
        UnknownBody = "주소가 끝까지 복사되었는지 확인해 주십시오.",
        Updated = "{0} 기준",
        Period = "기간",
        Paused = "일시 중지",
        Pending = "심사 중",
        GoalProgress = "목표 대비",
        TimeProgress = "기간 경과",
        OfGoal = "목표 {0}",
        Summary = "한눈에 보기",
        Won = "{0}원",
        Hours = "시간대별 노출(최근 48시간)",
        HoursDescription = "막대 하나가 한 시간이다. 옅은 막대는 노출, 짙은 막대는 가시 노출, 아래 막대는 클릭이다. 숫자는 표에 있다.",
        Hour = "시각",
        AsTable = "표로 보기",
        Nothing = "아직 집계된 것이 없습니다.",
        ByCreative = "소재별",
        BySlot = "광고 위치별",
        Creative = "소재",
        Slot = "광고 위치",
        Unbilled = "과금하지 않은 것",
        UnbilledNote = "모두 세어 두지만 값은 치르지 않습니다.",
        Reason = "사유",
        Count = "건수",
        InPlace = "게재 모습",
        InPlaceNote = "지면에 나가는 모습 그대로입니다. 여기서 보는 것은 집계하지 않으며, 눌러도 이동하지 않습니다.",
        Advertisement = "광고",
        Months = "월별 거래 내역",
        Month = "월",
        Supply = "공급가액",
        Vat = "부가세",
        Total = "합계",
        Open = "집계 중",
        Closed = "마감",
        Print = "거래명세서",
        Definitions = "용어 풀이",
        Statement = "거래명세서",
        NoTaxInvoice = "이 거래명세서는 세금계산서가 아닙니다.",
        Publisher = "공급자",
        Advertiser = "공급받는 자",
        BusinessNumber = "사업자등록번호",
        BusinessName = "상호",
        Representative = "대표자",
        Address = "주소",
        Item = "품목",
        Quantity = "수량",
        UnitPrice = "단가",
        Amount = "금액",
        VatRule = "부가세는 공급가액 합계의 10%이며 1원 미만은 버립니다. 금액의 단위는 원입니다.",
        Carried = "마감된 달의 것으로 뒤늦게 집계된 {0}건 포함",
        Adjustment = "마감된 달의 조정",
        Credit = "감액",
        MakeGood = "보상 게재",
        PerThousand = "천 회당 {0}",
        PerClick = "클릭당 {0}",
        PerPeriod = "기간 정액 {0}",
        Days = "{0}일",
        MadeAt = "작성 {0}",
        OpenMonthNote = "아직 마감되지 않은 달입니다. 금액은 바뀔 수 있습니다.",
    };

    public static AdvertiserText English { get; } = new()
    {
        Language = PageLanguage.English,
        Code = "en",
        Title = "Campaign report",
        OtherLanguage = "한국어",
        Live = "Live",
        Away = "Disconnected, connecting again",
        Revoked = "This address shows nothing any more",
        RevokedBody = "It has ended, or the publisher has revoked it. Ask the publisher's ad desk for a new one.",
        Unknown = "There is nothing at this address",
        UnknownBody = "Check that the address was copied to its end.",
        Updated = "As of {0}",
        Period = "Period",
        Paused = "paused",
        Pending = "to be approved",
        GoalProgress = "Of the goal",
        TimeProgress = "Of the period",
        OfGoal = "goal {0}",
        Summary = "At a glance",
        Won = "₩{0}",
        Hours = "Impressions by hour (last 48 hours)",
        HoursDescription = "One bar is one hour. Pale bars are rendered, dark ones viewable impressions, the bars below clicks. The numbers are in the table.",
        Hour = "Hour",
        AsTable = "As a table",
        Nothing = "Nothing has been counted yet.",
        ByCreative = "By creative",
        BySlot = "By slot",
        Creative = "Creative",
        Slot = "Slot",
        Unbilled = "Not billed",
        UnbilledNote = "All of it is counted, and none of it is paid for.",
        Reason = "Reason",
        Count = "Count",
        InPlace = "In its place",
        InPlaceNote = "As pages show it. Looking at it here is not counted, and it leads nowhere.",
        Advertisement = "광고 (advertisement)",
        Months = "By month",
        Month = "Month",
        Supply = "Supply value",
        Vat = "VAT",
        Total = "Total",
        Open = "open",
        Closed = "closed",
        Print = "Statement",
        Definitions = "Definitions",
        Statement = "Statement of transactions",
        NoTaxInvoice = "This statement is not a tax invoice (세금계산서).",
        Publisher = "Supplier",
        Advertiser = "Customer",
        BusinessNumber = "Business registration no.",
        BusinessName = "Name",
        Representative = "Representative",
        Address = "Address",
        Item = "Item",
        Quantity = "Quantity",
        UnitPrice = "Unit price",
        Amount = "Amount",
        VatRule = "VAT is 10 % of the supply value in all, parts of a won left out. Amounts are in won.",
        Carried = "with {0} that were counted late, for closed months",
        Adjustment = "Adjustment of closed months",
        Credit = "Credit",
        MakeGood = "Make-good",
        PerThousand = "{0} a thousand",
        PerClick = "{0} a click",
        PerPeriod = "{0} for the period",
        Days = "{0} days",
        MadeAt = "Made {0}",
        OpenMonthNote = "The month is not closed yet. Amounts may change.",
    };

    public static AdvertiserText Of(PageLanguage language) => language == PageLanguage.English ? English : Korean;
}
