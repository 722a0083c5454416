namespace Sokbo.Gateway.Ads.Imports;

/// <summary>A column of an import, by either of its names.</summary>
/// <param name="Name">In English, as the API calls it.</param>
/// <param name="Korean">Its name in Korean.</param>
/// <param name="OfCampaign">It belongs to the campaign: later rows of the same campaign repeat it or leave it empty.</param>
/// <param name="Example">As the template shows it.</param>
internal sealed record ImportColumn(string Name, string Korean, bool OfCampaign, string Example)
{
    public static readonly ImportColumn Campaign = new("campaign", "캠페인", true, "봄맞이 할인");
    public static readonly ImportColumn Advertiser = new("advertiserId", "광고주", true, "0199…");
    public static readonly ImportColumn Slots = new("slots", "슬롯", true, "article-bottom side");
    public static readonly ImportColumn Start = new("start", "시작", true, "2027-03-01");
    public static readonly ImportColumn End = new("end", "종료", true, "2027-03-31");
    public static readonly ImportColumn Pricing = new("pricing", "과금", true, "노출");
    public static readonly ImportColumn PriceWon = new("priceWon", "단가", true, "3000");
    public static readonly ImportColumn Goal = new("goal", "목표", true, "100000");
    public static readonly ImportColumn DailyCap = new("dailyCap", "일한도", true, "");
    public static readonly ImportColumn Pacing = new("pacing", "페이싱", true, "균등");
    public static readonly ImportColumn Weight = new("weight", "비중", true, "1");
    public static readonly ImportColumn Priority = new("priority", "우선순위", true, "일반");
    public static readonly ImportColumn Kind = new("kind", "종류", false, "텍스트");
    public static readonly ImportColumn Text = new("text", "문구", false, "봄맞이 사무실 인테리어");
    public static readonly ImportColumn LandingUrl = new("landingUrl", "링크", false, "https://example.kr/?utm_content={creative}");
    public static readonly ImportColumn CreativeWeight = new("creativeWeight", "소재비중", false, "1");
    public static readonly ImportColumn Image = new("image", "이미지", false, "");
    public static readonly ImportColumn ImageUrl = new("imageUrl", "이미지주소", false, "");
    public static readonly ImportColumn Width = new("width", "가로", false, "");
    public static readonly ImportColumn Height = new("height", "세로", false, "");

    public static readonly ImportColumn[] All =
    [
        Campaign, Advertiser, Slots, Start, End, Pricing, PriceWon, Goal, DailyCap, Pacing, Weight, Priority,
        Kind, Text, LandingUrl, CreativeWeight, Image, ImageUrl, Width, Height,
    ];

    /// <summary>Without these there is nothing to book.</summary>
    public static readonly ImportColumn[] Required = [Campaign, Advertiser, Slots, Text, LandingUrl];

    public static ImportColumn? Find(string header) =>
        Array.Find(All, column => column.Korean == header || column.Name.Equals(header, StringComparison.OrdinalIgnoreCase));
}
