using System.Collections.Immutable;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Weather.Warnings;

/// <summary>Decides which rows of a request become reports.</summary>
internal static class WarningsCheck
{
    public const int RowsMax = 1_000;

    /// <summary>Warnings hold for weeks, so their issue may be long ago; it is a typing error beyond that.</summary>
    private static readonly TimeSpan IssuedMax = TimeSpan.FromDays(120);

    public static (ImmutableArray<(string Region, WarningReport Report)> Reports, ImmutableArray<RefusedWarning> Refused) Of(
        WarningsRequest request, DateTimeOffset now)
    {
        var reports = ImmutableArray.CreateBuilder<(string, WarningReport)>();
        var refused = ImmutableArray.CreateBuilder<RefusedWarning>();
        for (var index = 0; index < request.Warnings.Count; index++)
        {
            var row = request.Warnings[index];
            if (RefusalOf(row, now) is var (code, reason))
            {
                refused.Add(new RefusedWarning(index, code, reason));
                continue;
            }

            reports.Add((row.Region, new WarningReport
            {
                Zone = row.Zone,
                ZoneName = row.ZoneName.Trim(),
                Kind = row.Kind.Trim(),
                Level = row.Level.Trim(),
                Command = row.Command.Trim(),
                IssuedAt = Time(row.IssuedAt)!.Value,
                Sequence = row.Sequence ?? 0,
                EffectiveAt = Time(row.EffectiveAt),
                EndsAt = Time(row.EndsAt),
                Source = request.Source,
            }));
        }

        return (reports.ToImmutable(), refused.ToImmutable());
    }

    /// <summary>RFC 3339 with an offset, in UTC; null for anything else.</summary>
    public static DateTimeOffset? Time(string? text) => Rfc3339.Read(text)?.ToUniversalTime();

    private static (string Code, string Reason)? RefusalOf(WarningsRequestRow row, DateTimeOffset now) => row switch
    {
        _ when !StationTable.Regions.Any(region => region.Id == row.Region) =>
            ("unknown-region", $"Use one of {string.Join(", ", StationTable.Regions.Select(region => region.Id))}."),
        _ when !Identifier.IsValid(row.Zone) => ("zone-not-a-code", "The zone must be its code, for example L1010100."),
        _ when new[] { row.ZoneName, row.Kind, row.Level, row.Command }.Any(word => !IsWord(word)) =>
            ("not-a-word", $"Name of the zone, kind, level and command must be words of 1 to {WarningWords.LengthMax} visible characters."),
        _ when Time(row.IssuedAt) is null
            || (row.EffectiveAt is not null && Time(row.EffectiveAt) is null)
            || (row.EndsAt is not null && Time(row.EndsAt) is null) =>
            ("not-a-time", "Times must be RFC 3339 with their offset, for example 2026-11-23T15:00:00+09:00."),
        _ when Time(row.IssuedAt) > now + ObservationRules.AheadMax => ("issued-ahead", "It was issued more than 10 minutes in the future."),
        _ when Time(row.IssuedAt) < now - IssuedMax => ("issued-too-old", "It was issued more than 120 days ago."),
        _ when row.Sequence < 0 => ("sequence-negative", "The sequence must be 0 or more."),
        _ => null,
    };

    private static bool IsWord(string? word) =>
        word?.Trim() is { Length: > 0 and <= WarningWords.LengthMax } text && PlainText.IsPlain(text);
}
