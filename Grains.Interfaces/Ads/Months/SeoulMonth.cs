using System.Globalization;

namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>Months in Seoul as yyyymm; see <see cref="SeoulDay"/>.</summary>
public static class SeoulMonth
{
    public static int Of(DateTimeOffset moment) => OfDay(SeoulDay.Of(moment));

    /// <param name="day">A day as yyyymmdd.</param>
    public static int OfDay(int day) => day / 100;

    public static int Next(int month) => month % 100 == 12 ? month + 89 : month + 1;

    public static int Previous(int month) => month % 100 == 1 ? month - 89 : month - 1;

    /// <summary>When the month begins. It ends where the next one begins.</summary>
    public static DateTimeOffset Start(int month) => new(month / 100, month % 100, 1, 0, 0, 0, SeoulDay.Offset);

    public static int FirstDay(int month) => (month * 100) + 1;

    public static int LastDay(int month) => (month * 100) + DateTime.DaysInMonth(month / 100, month % 100);

    /// <summary>2026-11</summary>
    public static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    /// <summary>Reads 2026-11; months of the years 2000 to 9998.</summary>
    public static bool TryParse(string? text, out int month)
    {
        month = 0;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 2000 or > 9998 || number is < 1 or > 12)
        {
            return false;
        }

        month = (year * 100) + number;
        return true;
    }
}
