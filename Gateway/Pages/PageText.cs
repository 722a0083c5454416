namespace Sokbo.Gateway.Pages;

/// <summary>The words that pages put around what newsrooms write. Korean first; English with <c>?lang=en</c>.</summary>
public sealed record PageText
{
    public required PageLanguage Language { get; init; }

    public required string Code { get; init; }

    public required string SkipToContent { get; init; }

    public required string Home { get; init; }

    public required string Sections { get; init; }

    public required string Weather { get; init; }

    public required string WeatherOfStations { get; init; }

    public required string NoReadings { get; init; }

    public required string Observed { get; init; }

    public required string Station { get; init; }

    public required string Breaking { get; init; }

    public required string Advertisement { get; init; }

    public required string House { get; init; }

    public required string Published { get; init; }

    public required string Modified { get; init; }

    public required string Correction { get; init; }

    public required string Corrected { get; init; }

    public required string Share { get; init; }

    public required string ShareTo { get; init; }

    public required string Sample { get; init; }

    public required string SampleNotice { get; init; }

    public required string Empty { get; init; }

    public required string NotFound { get; init; }

    public required string NotFoundBody { get; init; }

    public required string Retracted { get; init; }

    public required string RetractedBody { get; init; }

    public required string Held { get; init; }

    public required string HeldBody { get; init; }

    /// <summary>{0} is the day.</summary>
    public required string HeldUntil { get; init; }

    public required string CorrectionRequested { get; init; }

    public required string CorrectionRequestedBody { get; init; }

    public required string Unavailable { get; init; }

    public required string UnavailableBody { get; init; }

    public required string ToFront { get; init; }

    public required string Console { get; init; }

    public required string ConsoleBody { get; init; }

    public required string ArticlesOfSection { get; init; }

    public required string AllRegions { get; init; }

    public required string Regions { get; init; }

    public required string MapOfStations { get; init; }

    public required string MapLegend { get; init; }

    public required string Region { get; init; }

    public required string Sky { get; init; }

    public required string Temperature { get; init; }

    public required string ObservedAt { get; init; }

    public required string Late { get; init; }

    public required string NoReading { get; init; }

    public required string WhatWeatherIsNot { get; init; }

    public required string Near { get; init; }

    public required string NearNote { get; init; }

    public required string WeatherAt { get; init; }

    public required string HighestToday { get; init; }

    public required string LowestToday { get; init; }

    public required string LastTwoDays { get; init; }

    public required string ChartInWords { get; init; }

    public required string ReadingsAsTable { get; init; }

    public required string HistoryUnavailable { get; init; }

    public required string Elevation { get; init; }

    public required string Coordinates { get; init; }

    public required string StationNumber { get; init; }

    public required string Warnings { get; init; }

    public required string WarningsNone { get; init; }

    public required string WarningsUnknown { get; init; }

    public required string WarningsNever { get; init; }

    public required string WarningsChecked { get; init; }

    public required string WarningFrom { get; init; }

    public required string LiveNow { get; init; }

    public required string LiveOver { get; init; }

    public required string LivePosts { get; init; }

    public required string LiveKeys { get; init; }

    public required string LiveKey { get; init; }

    public required string LivePinned { get; init; }

    public required string LiveOlder { get; init; }

    public required string LiveNewest { get; init; }

    public required string LiveBadge { get; init; }

    public required string Related { get; init; }

    public required string FrontCorrection { get; init; }

    public required string Search { get; init; }

    public required string SearchFor { get; init; }

    public required string SearchNothing { get; init; }

    public required string SearchImpossible { get; init; }

    public required string SearchOlder { get; init; }

    public static PageText Korean { get; } = new()
    {
        Language = PageLanguage.Korean,
        Code = "ko",
        SkipToContent = "본문으로 바로가기",
        LiveNow = "생중계 중",
        LiveOver = "중계 종료",
        LivePosts = "실시간 소식",
        LiveKeys = "주요 소식",
        LiveKey = "주요",
        LivePinned = "고정",
        LiveOlder = "이전 소식 보기",
        LiveNewest = "최신 소식으로",
        LiveBadge = "생중계",
        Related = "관련 기사",
        FrontCorrection = "바로잡습니다",
        Home = "홈",
        Sections = "메뉴",
        Weather = "날씨",
        Search = "검색",
        SearchFor = "찾을 말",
        SearchNothing = "찾는 말이 모두 들어 있는 기사가 없습니다.",
        SearchImpossible = "글자나 숫자가 든 100자 이하의 말을 적어 주세요.",
        SearchOlder = "더 오래된 기사",
        WeatherOfStations = "전국 관측소 날씨",
        NoReadings = "아직 들어온 관측값이 없습니다.",
        Observed = "{0} 관측",
        Station = "지점",
        Breaking = "속보",
        Advertisement = "광고",
        House = "이 자리의 광고 문의는 {0}에서 받습니다.",
        Published = "입력",
        Modified = "수정",
        Correction = "바로잡습니다",
        Corrected = "정정",
        Share = "기사 공유",
        ShareTo = "{0}에 공유",
        Sample = "견본",
        SampleNotice = "견본 화면입니다. 기사와 광고, 날씨는 모두 지어낸 것입니다.",
        Empty = "아직 실린 기사가 없습니다.",
        NotFound = "찾으시는 페이지가 없습니다",
        NotFoundBody = "주소가 바뀌었거나 잘못 적혔을 수 있습니다.",
        Retracted = "취소된 기사입니다",
        RetractedBody = "이 기사는 편집 책임자의 판단으로 취소되어 더 이상 볼 수 없습니다.",
        Held = "임시조치된 기사입니다",
        HeldBody = "권리 침해 주장이 있어 이 기사의 게시를 잠시 멈추었습니다.",
        HeldUntil = "{0}까지",
        CorrectionRequested = "정정보도 청구 중",
        CorrectionRequestedBody = "이 기사에 대하여 정정보도 청구가 있어 확인하고 있습니다.",
        Unavailable = "잠시 후 다시 찾아 주십시오",
        UnavailableBody = "지금은 신문을 준비하고 있습니다. 잠시 뒤에 다시 열어 주십시오.",
        ToFront = "첫 화면으로",
        Console = "관리",
        ConsoleBody = "관리 화면은 아직 없습니다. 기사와 광고, 날씨는 API로 다룹니다.",
        ArticlesOfSection = "{0} 기사",
        Warnings = "기상특보",
        WarningsNone = "발효 중인 특보 없음",
        WarningsUnknown = "특보를 확인하지 못하고 있습니다",
        WarningsNever = "특보를 확인한 적이 없어, 특보가 있는지 알 수 없습니다.",
        WarningsChecked = "{0} 확인",
        WarningFrom = "{0}부터",
        AllRegions = "전국",
        Regions = "지역 고르기",
        MapOfStations = "관측소 지도. 같은 값이 아래 표에 있습니다.",
        MapLegend = "기온 (℃)",
        Region = "지역",
        Sky = "하늘",
        Temperature = "기온",
        ObservedAt = "관측",
        Late = "늦음",
        NoReading = "관측값 없음",
        Near = "내 주변 관측소 보기",
        NearNote = "위치는 이 화면에서만 쓰이며 어디에도 보내지 않습니다.",
        WhatWeatherIsNot = "관측소가 잰 값이며 예보가 아닙니다. 미세먼지는 아직 싣지 않습니다. 관측 시각에서 3시간이 지난 값은 보여 드리지 않습니다.",
        WeatherAt = "{0} 날씨",
        HighestToday = "오늘 최고",
        LowestToday = "오늘 최저",
        LastTwoDays = "지난 48시간 기온",
        ChartInWords = "{0}부터 {1}까지. 가장 높은 값 {2}, 가장 낮은 값 {3}.",
        ReadingsAsTable = "표로 보기",
        HistoryUnavailable = "지금은 지난 기록을 불러올 수 없습니다. 잠시 뒤에 다시 열어 주십시오.",
        Elevation = "해발고도",
        Coordinates = "위치",
        StationNumber = "지점 번호",
    };

    public static PageText English { get; } = new()
    {
        Language = PageLanguage.English,
        Code = "en",
        SkipToContent = "Skip to content",
        LiveNow = "Live",
        LiveOver = "Coverage ended",
        LivePosts = "Live updates",
        LiveKeys = "Key events",
        LiveKey = "Key",
        LivePinned = "Pinned",
        LiveOlder = "Older updates",
        LiveNewest = "Newest updates",
        LiveBadge = "Live",
        Related = "Related articles",
        FrontCorrection = "Correction",
        Home = "Home",
        Sections = "Sections",
        Weather = "Weather",
        Search = "Search",
        SearchFor = "Words to look for",
        SearchNothing = "No article has all of these words.",
        SearchImpossible = "Write at most 100 characters with a letter or digit among them.",
        SearchOlder = "Older articles",
        WeatherOfStations = "Weather at all stations",
        NoReadings = "No readings have arrived yet.",
        Observed = "observed {0}",
        Station = "Station",
        Breaking = "Breaking",
        Advertisement = "광고 (advertisement)",
        House = "To advertise here, ask {0}.",
        Published = "Published",
        Modified = "Updated",
        Correction = "Corrections",
        Corrected = "Corrected",
        Share = "Share this article",
        ShareTo = "Share on {0}",
        Sample = "견본 (sample)",
        SampleNotice = "견본: a sample. All articles, advertisements and readings are invented.",
        Empty = "No articles yet.",
        NotFound = "There is no such page",
        NotFoundBody = "The address may have changed or be mistyped.",
        Retracted = "This article was retracted",
        RetractedBody = "The editors withdrew this article; it can no longer be read.",
        Held = "This article is withheld for the time being",
        HeldBody = "Somebody claims that it violates their rights; it is not shown until that is settled.",
        HeldUntil = "until {0}",
        CorrectionRequested = "Correction claimed",
        CorrectionRequestedBody = "A correction of this article has been claimed and is being looked into.",
        Unavailable = "Please come back in a moment",
        UnavailableBody = "This newspaper is not ready yet.",
        ToFront = "To the front page",
        Console = "Console",
        ConsoleBody = "There is no console yet. Articles, advertisements and weather are managed through the API.",
        ArticlesOfSection = "{0}",
        Warnings = "Weather warnings",
        WarningsNone = "no warnings in force",
        WarningsUnknown = "whether there are warnings cannot be told now",
        WarningsNever = "Warnings have never been checked here, so there may be some.",
        WarningsChecked = "checked {0}",
        WarningFrom = "from {0}",
        AllRegions = "All regions",
        Regions = "Choose a region",
        MapOfStations = "Map of the stations. The table has the same readings.",
        MapLegend = "Temperature (℃)",
        Region = "Region",
        Sky = "Sky",
        Temperature = "Temperature",
        ObservedAt = "Observed",
        Late = "late",
        NoReading = "no reading",
        Near = "Show stations near me",
        NearNote = "Your position is used in this page only and sent to nobody.",
        WhatWeatherIsNot = "These are measurements of stations, not a forecast. There is no fine dust yet. Three hours after it was observed a value is not shown any more.",
        WeatherAt = "Weather at {0}",
        HighestToday = "Highest today",
        LowestToday = "Lowest today",
        LastTwoDays = "Temperature of the last 48 hours",
        ChartInWords = "From {0} to {1}. Highest {2}, lowest {3}.",
        ReadingsAsTable = "As a table",
        HistoryUnavailable = "The record cannot be read now. Please come back in a moment.",
        Elevation = "Elevation",
        Coordinates = "Position",
        StationNumber = "Station number",
    };

    public static PageText Of(string? code) => code == "en" ? English : Korean;
}
