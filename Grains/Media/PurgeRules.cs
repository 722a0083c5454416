using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

/// <summary>
/// What shared caches are still to be told. Twice: at once, and after <see cref="RepeatAfter"/>, because a gateway that
/// lagged may have filled a cache in between. It is tried until they answer, or until no cache can have the picture.
/// </summary>
internal static class PurgeRules
{
    public const int BatchMax = 100;

    /// <summary>By then each gateway has heard of it, or has stopped offering its pictures to shared caches.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(10);

    /// <summary>A little longer than a cache keeps what it got at the last moment.</summary>
    public static readonly TimeSpan OwedFor = PicturePurge.CachedFor + TimeSpan.FromHours(1);

    private const int ToldMax = 2;

    /// <summary>Longer than all tries of one call.</summary>
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    public static ImmutableArray<PicturePurge> Add(ImmutableArray<PicturePurge> owed, PictureInfo picture, DateTimeOffset now)
    {
        var others = Owed(owed.RemoveAll(purge => purge.Url == picture.Url), now);
        return
        [
            .. others.Skip(Math.Max(0, others.Length - PicturePurges.Max + 1)),
            new PicturePurge { Url = picture.Url, Widths = picture.Widths.IsDefault ? [] : picture.Widths, At = now, Due = now },
        ];
    }

    /// <returns>Those that somebody is to tell of now, and all that are owed after that: the same array where nothing has changed.</returns>
    public static (ImmutableArray<PicturePurge> Taken, ImmutableArray<PicturePurge> Owed) Take(ImmutableArray<PicturePurge> owed, DateTimeOffset now)
    {
        var left = Owed(owed, now);
        ImmutableArray<PicturePurge> taken =
        [
            .. left.Where(purge => purge.Due <= now).Take(BatchMax)
                .Select(purge => purge with { Tries = purge.Tries + 1, Due = now + PauseAfter(purge.Tries) }),
        ];
        var byUrl = taken.ToDictionary(purge => purge.Url, StringComparer.Ordinal);
        return (taken, taken.IsEmpty ? left : [.. left.Select(purge => byUrl.GetValueOrDefault(purge.Url, purge))]);
    }

    /// <summary>One that began anew meanwhile, or was confirmed already, stays as it is. The same array where nothing has changed.</summary>
    public static ImmutableArray<PicturePurge> Confirm(ImmutableArray<PicturePurge> owed, ImmutableArray<PicturePurge> taken, DateTimeOffset now)
    {
        var told = taken.Select(Telling).ToHashSet();
        return !owed.Any(purge => told.Contains(Telling(purge))) ? owed :
        [
            .. owed.Where(purge => !told.Contains(Telling(purge)) || purge.Told + 1 < ToldMax)
                .Select(purge => told.Contains(Telling(purge)) ? purge with { Told = purge.Told + 1, Tries = 0, Due = now + RepeatAfter } : purge),
        ];
    }

    /// <summary>Which of the times that caches are told of a picture.</summary>
    private static (string Url, DateTimeOffset At, int Told) Telling(PicturePurge purge) => (purge.Url, purge.At, purge.Told);

    private static ImmutableArray<PicturePurge> Owed(ImmutableArray<PicturePurge> all, DateTimeOffset now) => all.RemoveAll(purge => now - purge.At > OwedFor);

    private static TimeSpan PauseAfter(int tries) => TimeSpan.FromSeconds(Math.Min(PauseMin.TotalSeconds * Math.Pow(2, Math.Min(tries, 10)), PauseMax.TotalSeconds));
}
