using System.Globalization;
using System.Text.Json;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>Moments as strangers write them. Pure.</summary>
internal static class IntakeDates
{
    private const string Zone = "Asia/Seoul";

    private static readonly string[] EmbargoNames = ["embargoed", "embargoedUntil", "embargo"];

    /// <summary>When an item appeared; null where nothing can be made of it. Without an offset it is off by some hours, which is near enough to tell old from new.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text?.Replace("KST", "+09:00", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>
    /// The embargo of an item of ninjs, by the names of all its versions; of several the latest. False where it says something
    /// that is no moment with its offset: then nobody knows until when, and it must not be shown.
    /// </summary>
    public static bool TryReadEmbargo(JsonElement item, out DateTimeOffset? until)
    {
        until = null;
        foreach (var member in item.EnumerateObject())
        {
            if (!EmbargoNames.Contains(member.Name, StringComparer.OrdinalIgnoreCase) || member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.String || Rfc3339.Read(member.Value.GetString()) is not { } moment)
            {
                return false;
            }

            until = until > moment ? until : moment;
        }

        return true;
    }

    public static ArticleEmbargo Embargo(DateTimeOffset until) => new()
    {
        Until = until.ToUniversalTime(),
        Local = SeoulTime.Of(until).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        Zone = Zone,
    };
}
