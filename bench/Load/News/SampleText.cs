using System.Globalization;
using System.Text;

namespace Sokbo.Load.News;

/// <summary>
/// Articles that were never written, of usual length and with words that repeat as words do: a few are in every text, most in
/// one of some hundred. The same number always gives the same article.
/// </summary>
internal static class SampleText
{
    private const int WordsOfBody = 150;
    private const int Vocabulary = 20_000;

    private static readonly string[] Ranked = [.. Enumerable.Range(0, Vocabulary).Select(Make)];

    /// <summary>The word that is in the headline of this article and of no other.</summary>
    public static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"k{number}x");

    /// <summary>Members of the API's article, with a headline that has <paramref name="mark"/> in it.</summary>
    public static string Json(int number, string mark)
    {
        var random = new Random(number);
        var text = new StringBuilder($$"""{"section":"local","headline":"{{Words(random, 5)}} {{mark}}","summary":"{{Words(random, 12)}}","body":"<p>""");
        for (var paragraph = 0; paragraph < 5; paragraph++)
        {
            text.Append(Words(random, WordsOfBody / 5)).Append("</p><p>");
        }

        return text.Append("""끝.</p>"}""").ToString();
    }

    /// <summary>A word by its rank: 0 is the most frequent one.</summary>
    private static string Word(int rank) => Ranked[rank];

    /// <summary>The power makes those with a low rank frequent.</summary>
    private static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Word((int)(Vocabulary * Math.Pow(random.NextDouble(), 3)))));

    /// <summary>Two to four syllables.</summary>
    private static string Make(int rank)
    {
        var random = new Random(rank + 1_000_000);
        return string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => (char)('가' + random.Next(11_172))));
    }
}
