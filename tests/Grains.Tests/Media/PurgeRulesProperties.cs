using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Interfaces.Media;
using Sokbo.Grains.Media;
using Xunit;

namespace Sokbo.Grains.Tests.Media;

public sealed class PurgeRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Kind, int Picture, int Seconds, bool Answered)[]> GenSteps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 40], Gen.Bool).Array[0, 60];

    /// <summary>Pictures go, caches are told or not, gateways die after they took some: whatever is not told yet is owed.</summary>
    [Fact]
    public void What_went_is_owed_until_caches_were_told_twice_some_seconds_apart() => GenSteps.Sample(steps =>
    {
        ImmutableArray<PicturePurge> owed = [];
        var told = new Dictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal);
        var now = Start;
        foreach (var (kind, picture, seconds, answered) in steps)
        {
            now = now.AddSeconds(seconds);
            if (kind == 0)
            {
                owed = PurgeRules.Add(owed, Info(picture), now);
                told[Info(picture).Url] = [];
                continue;
            }

            (var taken, owed) = PurgeRules.Take(owed, now);
            Assert.All(taken, purge => Assert.All(told[purge.Url], before => Assert.True(now - before >= PurgeRules.RepeatAfter)));
            Assert.Empty(PurgeRules.Take(owed, now).Taken);
            if (answered)
            {
                var copies = taken.Select(purge => purge with { Widths = [.. purge.Widths] }).ToImmutableArray();
                owed = PurgeRules.Confirm(owed, copies, now);
                Assert.Equal(owed, PurgeRules.Confirm(owed, copies, now));
                foreach (var purge in taken)
                {
                    told[purge.Url].Add(now);
                }
            }
        }

        Assert.Equal(told.Where(entry => entry.Value.Count < 2).Select(entry => entry.Key).Order(StringComparer.Ordinal), owed.Select(purge => purge.Url).Order(StringComparer.Ordinal));

        // However it went on, it comes to an end once somebody answers.
        for (var round = 0; round < 3; round++)
        {
            now = now.AddMinutes(6);
            (var taken, owed) = PurgeRules.Take(owed, now);
            owed = PurgeRules.Confirm(owed, taken, now);
        }

        Assert.Empty(owed);
    });

    [Fact]
    public void Nobody_who_does_not_answer_is_called_without_end_or_without_pause()
    {
        var owed = PurgeRules.Add([], Info(1), Start);
        var calls = new List<DateTimeOffset>();
        for (var now = Start; now < Start.AddDays(2); now = now.AddSeconds(1))
        {
            (var taken, owed) = PurgeRules.Take(owed, now);
            calls.AddRange(taken.Select(_ => now));
        }

        var pauses = calls.Zip(calls.Skip(1), (one, next) => (next - one).TotalSeconds).ToArray();
        Assert.Empty(owed);
        Assert.Equal([15, 30, 60, 120, 240, 300, 300], pauses.Take(7));
        Assert.True(pauses.Max() <= 300 && calls[^1] - Start > PicturePurge.CachedFor && calls[^1] - Start <= PurgeRules.OwedFor);
    }

    [Fact]
    public void A_picture_that_goes_again_begins_anew_and_what_is_said_of_the_former_time_does_not_count()
    {
        var (taken, owed) = PurgeRules.Take(PurgeRules.Add([], Info(1), Start), Start);
        var again = PurgeRules.Add(owed, Info(1), Start.AddSeconds(3));

        Assert.Equal(again, PurgeRules.Confirm(again, taken, Start.AddSeconds(4)));
        Assert.True(Assert.Single(again) is { Told: 0, Tries: 0 });
        Assert.Single(PurgeRules.Take(again, Start.AddSeconds(4)).Taken);
    }

    [Fact]
    public void The_list_has_an_end_and_the_oldest_make_room()
    {
        ImmutableArray<PicturePurge> owed = [];
        for (var number = 0; number < PicturePurges.Max + 5; number++)
        {
            owed = PurgeRules.Add(owed, Info(number), Start.AddSeconds(number));
        }

        var (taken, _) = PurgeRules.Take(owed, Start.AddDays(1));

        Assert.Equal((PicturePurges.Max, Info(5).Url, PurgeRules.BatchMax), (owed.Length, owed[0].Url, taken.Length));
        Assert.Equal([Info(5).Url, PictureAddress.Smaller(Info(5).Hash, 480)], taken[0].Urls);
    }

    private static PictureInfo Info(int number) => new()
    {
        Url = $"/pictures/{number:x64}.jpg",
        Width = 1_000,
        Height = 10,
        Frames = 1,
        Bytes = 100,
        Widths = [480],
        Holder = "김사진",
        At = DateTimeOffset.UnixEpoch,
    };
}
