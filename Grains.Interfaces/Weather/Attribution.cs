using System.Text;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Names of sources and the line that must stand beside their readings. Nothing invented carries the agency's name.</summary>
public static class Attribution
{
    /// <summary>The Korea Meteorological Administration. Leaving its line out can be fined.</summary>
    public const string Kma = "기상청";

    /// <summary>Invented readings, for a first look at the product.</summary>
    public const string Sample = "견본";

    public const int SourceLengthMax = 40;

    public static string Of(string source) => source == Kma ? "기상청 제공" : source;

    /// <summary>
    /// Whether somebody may report under the name: 1 to 40 visible characters, and nothing that could be read as the
    /// agency's or the samples' name without being it.
    /// </summary>
    public static bool IsAllowed(string source)
    {
        if (source is Kma or Sample)
        {
            return true;
        }

        if (source.Length is 0 or > SourceLengthMax || source != source.Trim() || !PlainText.IsPlain(source))
        {
            return false;
        }

        var letters = string.Concat(source.Normalize(NormalizationForm.FormKC).Where(char.IsLetter)).ToUpperInvariant();
        return letters.Length > 0
            && !letters.Contains(Kma, StringComparison.Ordinal)
            && !letters.Contains(Sample, StringComparison.Ordinal)
            && !letters.Contains("KMA", StringComparison.Ordinal);
    }
}
