using System.Globalization;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Moments as newsrooms write them.</summary>
internal static class Moments
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>See <see cref="Rfc3339"/>; in UTC.</summary>
    public static DateTimeOffset? Read(string? text, string pointer, RequestErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        var moment = Rfc3339.Read(text)?.ToUniversalTime();
        errors.Check(moment is not null, pointer, "Must be a date and time with its offset, for example 2026-11-27T10:00:00+09:00.");
        return moment;
    }

    /// <summary>
    /// The moment at which the wall clock of a zone shows that time. A time that the clock skips is refused; of one that it
    /// shows twice the later is taken, because an embargo is never early.
    /// </summary>
    public static ArticleEmbargo? ReadEmbargo(string until, string zone, RequestErrors errors)
    {
        var isTime = DateTime.TryParseExact(until, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        errors.Check(isTime, "/until", "Must be a wall clock time without offset, for example 2026-11-27T10:00; the zone says of where.");
        var isZone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info) && info.HasIanaId;
        errors.Check(isZone, "/zone", "Must be the IANA name of a zone, for example Asia/Seoul.");
        if (!isTime || !isZone)
        {
            return null;
        }

        if (info!.IsInvalidTime(local))
        {
            errors.Add("/until", $"The clocks of {zone} skip this time. Name one before or after.");
            return null;
        }

        var offset = info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Min() : info.GetUtcOffset(local);
        if (local.Ticks - offset.Ticks is var ticks && (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks))
        {
            errors.Add("/until", "It is beyond the calendar. For an embargo without an end leave the article unpublished.");
            return null;
        }

        return new ArticleEmbargo
        {
            Until = new DateTimeOffset(local, offset).ToUniversalTime(),
            Local = local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            Zone = zone,
        };
    }
}
