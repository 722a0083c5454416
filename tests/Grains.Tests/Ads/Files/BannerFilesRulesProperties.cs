using CsCheck;
using Sokbo.Grains.Ads.Files;
using Sokbo.Grains.Interfaces.Ads.Files;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Files;

public sealed class BannerFilesRulesProperties
{
    private const string Name = "file.png";

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromDays(90);

    private enum Step
    {
        Keep = 0,
        Remove = 1,
        Confirm = 2,
    }

    /// <summary>Steps at times of all sizes: a file that somebody was told is kept is there for the whole grace, whatever happens.</summary>
    [Fact]
    public void What_was_kept_is_there_for_as_long_as_was_said_and_what_is_being_deleted_is_kept_by_nobody() =>
        Gen.Select(Gen.Int[0, 2].Select(step => (Step)step), Gen.Double[-4, 7]).List[1, 30].Sample(steps =>
        {
            var (record, now) = (new BannerFilesRecord(), Start);
            DateTimeOffset? keptAt = null;
            var removals = 0;
            foreach (var (step, size) in steps)
            {
                now += TimeSpan.FromSeconds(Math.Pow(10, size));
                var known = record.Files.GetValueOrDefault(Name);
                switch (step)
                {
                    case Step.Keep:
                        var kept = BannerFilesRules.Keep(record, Name, 7, now);
                        Assert.Equal(known?.RemovingAt is not null, kept is null);
                        keptAt = kept is null ? keptAt : now;
                        record = kept ?? record;
                        break;
                    case Step.Remove:
                        var removed = BannerFilesRules.Remove(record, Name, now - Grace, now);
                        // An hour is what is not written for each reader.
                        Assert.True(removed is null || now - keptAt > Grace - TimeSpan.FromHours(1), $"Deleted {now - keptAt} after it was kept.");
                        Assert.True(removed is null || known!.RemovingAt is null || now - known.RemovingAt >= 10 * IBannerFilesGrain.DeletionMax);
                        record = removed ?? record;
                        break;
                    default:
                        var confirmed = BannerFilesRules.Confirm(record, Name, "gateway", now);
                        removals += known?.RemovingAt is null ? 0 : 1;
                        Assert.Equal(known?.RemovingAt is null, ReferenceEquals(confirmed, record));
                        record = confirmed;
                        break;
                }

                Assert.Equal(removals, record.Removed.Length);
            }
        });

    [Fact]
    public void Whoever_dies_while_it_deletes_is_followed_by_another_one_and_it_is_told_once()
    {
        var kept = BannerFilesRules.Keep(new BannerFilesRecord(), Name, 7, Start)!;
        var later = Start + Grace + TimeSpan.FromHours(1);
        var marked = BannerFilesRules.Remove(kept, Name, later - Grace, later)!;

        var atOnce = BannerFilesRules.Remove(marked, Name, later - Grace, later.AddMinutes(9));
        var afterwards = BannerFilesRules.Remove(marked, Name, later - Grace, later.AddMinutes(10))!;
        var gone = BannerFilesRules.Confirm(afterwards, Name, "b", later.AddMinutes(11));
        var again = BannerFilesRules.Confirm(gone, Name, "a", later.AddMinutes(12));

        Assert.Null(atOnce);
        Assert.Empty(gone.Files);
        Assert.Equal(new BannerRemoval(Name, 7, Start, later.AddMinutes(11), "b"), Assert.Single(again.Removed));
        Assert.NotNull(BannerFilesRules.Keep(gone, Name, 7, later.AddMinutes(13)));
    }

    [Fact]
    public void The_list_of_what_was_deleted_has_an_end()
    {
        var record = new BannerFilesRecord();
        foreach (var number in Enumerable.Range(0, BannerFilesRules.RemovedMax + 3))
        {
            var name = $"{number}.png";
            record = BannerFilesRules.Keep(record, name, 1, Start)!;
            record = BannerFilesRules.Remove(record, name, Start.AddDays(1), Start.AddDays(91))!;
            record = BannerFilesRules.Confirm(record, name, "a", Start.AddDays(91));
        }

        Assert.Equal(("3.png", BannerFilesRules.RemovedMax), (record.Removed[0].Name, record.Removed.Length));
    }
}
