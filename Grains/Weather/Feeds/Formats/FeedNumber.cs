using System.Globalization;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Numbers as the sources write them: a sign, digits, a point, digits. Nothing else is a number.</summary>
internal static class FeedNumber
{
    public const int LengthMax = 10;

    public static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    public static bool TryParse(ReadOnlySpan<byte> token, out decimal value)
    {
        value = 0;
        var digits = token.Length > 0 && token[0] == '-' ? token[1..] : token;
        if (token.Length > LengthMax || digits.IsEmpty || !char.IsAsciiDigit((char)digits[0]) || !char.IsAsciiDigit((char)digits[^1]))
        {
            return false;
        }

        var scaled = 0L;
        var scale = -1;
        foreach (var one in digits)
        {
            if (one == '.' && scale < 0)
            {
                scale = 0;
                continue;
            }

            if (!char.IsAsciiDigit((char)one))
            {
                return false;
            }

            scaled = (scaled * 10) + (one - '0');
            scale += scale < 0 ? 0 : 1;
        }

        // No negative zero: −0.0 is 0.
        value = new decimal((int)scaled, (int)(scaled >> 32), 0, digits.Length < token.Length && scaled > 0, (byte)Math.Max(scale, 0));
        return true;
    }

    /// <summary>A station number, 1 to 99999.</summary>
    public static bool TryParseStation(ReadOnlySpan<byte> token, out int station)
    {
        station = 0;
        if (token.Length is 0 or > 5)
        {
            return false;
        }

        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out station) && station > 0;
    }

    /// <summary>yyyyMMddHHmm of Seoul.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> token, out DateTimeOffset time)
    {
        time = default;
        return token.Length == 12
            && long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && TryMakeTime((int)(number / 100_000_000), (int)(number / 1_000_000 % 100), (int)(number / 10_000 % 100), (int)(number / 100 % 100), (int)(number % 100), out time);
    }

    public static bool TryMakeTime(int year, int month, int day, int hour, int minute, out DateTimeOffset time)
    {
        time = default;
        if (year is < 2000 or > 2199 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, 0, SeoulOffset).ToUniversalTime();
        return true;
    }
}
