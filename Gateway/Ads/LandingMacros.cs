using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// Names in braces in the query or the fragment of a landing address, such as <c>?utm_content={creative}</c>, which a click
/// fills in, percent-encoded. Scheme, host and path take none: where an address leads is the booking's to say.
/// </summary>
internal static partial class LandingMacros
{
    public const int CountMax = 10;

    /// <summary>Characters of one value; the rest of a longer name is cut off.</summary>
    public const int ValueLengthMax = 100;

    public static readonly string[] Names = ["site", "slot", "campaign", "campaignName", "advertiser", "advertiserName", "creative"];

    /// <summary>What is wrong with the macros of an address; null for nothing.</summary>
    public static string? Refusal(string text)
    {
        var place = PlaceOf(text);
        if (text.AsSpan(0, place).ContainsAny('{', '}'))
        {
            return "Macros stand in the query or the fragment only, behind ? or #.";
        }

        var macros = Macro().Matches(text[place..]);
        if (Macro().Replace(text[place..], "").AsSpan().ContainsAny('{', '}'))
        {
            return $"A brace has no partner. Macros are {List()}; for a brace as such write %7B or %7D.";
        }

        if (macros.FirstOrDefault(macro => !Names.Contains(macro.Groups["name"].Value)) is { } unknown)
        {
            return $"There is no macro {unknown.Value}. There are {List()}; for a brace as such write %7B or %7D.";
        }

        return macros.Count > CountMax ? string.Create(CultureInfo.InvariantCulture, $"Has {macros.Count} macros; at most {CountMax} are taken.") : null;
    }

    /// <param name="text">An address that was kept.</param>
    /// <param name="site">Where the banner was.</param>
    /// <param name="slot">Empty where it is not known, as of banners of pages without script.</param>
    /// <param name="campaign">Of the banner.</param>
    /// <param name="creative">Id of the banner.</param>
    public static string Fill(string text, string site, string slot, CatalogueCampaign campaign, string creative)
    {
        var place = PlaceOf(text);
        return text.IndexOf('{', place) < 0 ? text : string.Concat(text.AsSpan(0, place), Macro().Replace(text[place..], Value));

        string Value(Match macro) => macro.Groups["name"].Value switch
        {
            "site" => Encode(site),
            "slot" => Encode(slot),
            "campaign" => Encode(campaign.Id),
            "campaignName" => Encode(campaign.Name),
            "advertiser" => Encode(campaign.AdvertiserId),
            "advertiserName" => Encode(campaign.AdvertiserName),
            "creative" => Encode(creative),
            _ => macro.Value,
        };
    }

    /// <summary>Where query or fragment begin; the end where there is neither.</summary>
    private static int PlaceOf(string text) => text.AsSpan().IndexOfAny('?', '#') is >= 0 and var place ? place : text.Length;

    private static string List() => string.Join(", ", Names.Select(name => $"{{{name}}}"));

    private static string Encode(string value)
    {
        var cut = new StringBuilder();
        foreach (var rune in value.EnumerateRunes().Take(ValueLengthMax))
        {
            cut.Append(rune.ToString());
        }

        return Uri.EscapeDataString(cut.ToString());
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]{1,32})\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Macro();
}
