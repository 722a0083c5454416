using System.Globalization;
using System.Text;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Text that strangers send and that is shown as one line.</summary>
public static class PlainText
{
    /// <summary>No control, formatting (bidirectional overrides, zero width), unassigned or broken characters.</summary>
    public static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }
        }

        return true;
    }
}
