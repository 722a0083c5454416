using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// Reads the text of a ticker as pages show it: a line <c>맑음속초15.8℃</c> for each station, with or without its name, in
/// the order of numbers. Other lines are no stations.
/// </summary>
public static partial class TickerText
{
    /// <summary>Rows without numbers, for <see cref="StationSequence"/>. What cannot be told from the sky stands in the name.</summary>
    public static ImmutableArray<ObservationRow> Parse(string text, StationDirectory stations)
    {
        var lines = text.Split('\n').Select(line => Row().Match(line.Trim())).Where(match => match.Success).Take(ObservationRules.RowsMax + 1)
            .Select(match => (Words: match.Groups["words"].Value.Trim(), Celsius: CelsiusOf(match.Groups["celsius"].Value))).ToList();
        var names = stations.Open.Select(station => station.Name).Distinct().OrderByDescending(name => name.Length).ToList();
        var split = lines.Select(line => Split(line.Words, names)).ToList();

        // Words for the sky are open, so those that stand before known names are the ones that a line without a name may have.
        var skies = split.Where(one => one is not null).CountBy(one => one!.Value.Sky).ToDictionary(StringComparer.Ordinal);
        return [.. lines.Zip(split, (line, one) => RowOf(line.Celsius, Settle(line.Words, one, skies)))];
    }

    /// <summary>
    /// 맑음북제주 may be 북제주 or a kind of sky over 제주: where a shorter word for the sky would leave another name, neither is
    /// believed, and only the place among the rows can say which station it is.
    /// </summary>
    private static (string Sky, string Name) Settle(string words, (string Sky, string Name)? split, Dictionary<string, int> skies)
    {
        if (split is not { } found)
        {
            return skies.ContainsKey(words) ? (words, "") : ("", words);
        }

        return skies.Any(sky => sky.Key.Length > 0 && sky.Key != found.Sky && found.Sky.StartsWith(sky.Key, StringComparison.Ordinal) && sky.Value >= skies[found.Sky])
            ? ("", words)
            : found;
    }

    private static ObservationRow RowOf(decimal celsius, (string Sky, string Name) split) =>
        new(0, split.Name.Length > 0 ? split.Name : null, split.Sky.Length > 0 ? split.Sky : null, celsius);

    /// <summary>By the longest name that stands at the end; a remark in brackets belongs to it.</summary>
    private static (string Sky, string Name)? Split(string words, List<string> names)
    {
        var open = words.EndsWith(')') ? words.IndexOf('(', StringComparison.Ordinal) : -1;
        var bare = open > 0 ? words[..open] : words;
        return names.FirstOrDefault(name => bare.EndsWith(name, StringComparison.Ordinal)) is { } found
            ? (bare[..^found.Length].Trim(), words[^(words.Length - bare.Length + found.Length)..])
            : null;
    }

    private static decimal CelsiusOf(string text) =>
        decimal.Parse(text.Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[•·*]?\s*(?<words>[^0-9•]{0,80}?)\s*(?<celsius>[-−]?[0-9]{1,4}(\.[0-9]{1,2})?)\s*(℃|°C)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();
}
