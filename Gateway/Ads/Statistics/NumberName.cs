using Sokbo.Gateway.Pages;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>A number of a report: its name in answers, and what it is called and means in both languages.</summary>
internal sealed record NumberName(string Code, string Korean, string English, string KoreanMeaning, string EnglishMeaning)
{
    public string Name(PageLanguage language) => language == PageLanguage.English ? English : Korean;

    public string Meaning(PageLanguage language) => language == PageLanguage.English ? EnglishMeaning : KoreanMeaning;
}
