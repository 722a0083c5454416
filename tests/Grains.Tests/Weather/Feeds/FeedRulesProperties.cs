using CsCheck;
using Sokbo.Grains.Interfaces.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class FeedRulesProperties
{
    private static readonly DateTimeOffset Start = new(2024, 4, 26, 14, 12, 0, TimeSpan.Zero);

    private static readonly FeedsOptions Options = new() { CatchUpHours = 12 };

    /// <summary>Each call: what becomes of it, chance, and how much later than planned somebody looks.</summary>
    private static readonly Gen<(int Outcome, double Roll, int LateSeconds)[]> Calls =
        Gen.Select(Gen.Int[0, 9], Gen.Double[0, 0.999], Gen.Frequency((9, Gen.Int[0, 20]), (1, Gen.Int[0, 20_000]))).Array[1, 80];

    [Fact]
    public void Without_faults_each_hour_is_pulled_once_and_looked_at_again_after_the_next()
    {
        var source = FeedSource.Find(FeedIds.Hourly)!;
        Gen.Double[0, 0.999].Array[50].Sample(rolls =>
        {
            var (record, now, pulled) = (new FeedRecord(), Start, new List<DateTimeOffset>());
            foreach (var roll in rolls)
            {
                now = FeedRules.WakeAt(record, source, Options.Hourly, now);
                var task = FeedRules.TaskOf(record, source, Options.Hourly, now)!;
                pulled.Add(task.To);
                record = FeedRules.Reserve(record, task, Options, now);
                record = FeedRules.Taken(record, task, new FeedIntakeCount(task.To, 97, 97, 0), new(source, Options.Hourly, Options, now, roll));
            }

            int[] hours = [0, .. Enumerable.Range(1, 25).SelectMany(hour => new[] { hour, hour - 1 })];
            Assert.Equal(hours.Take(50).Select(hour => new DateTimeOffset(2024, 4, 26, 14, 0, 0, TimeSpan.Zero).AddHours(hour)), pulled);
        });
    }

    [Fact]
    public void An_answer_without_the_time_that_was_asked_for_is_stale_and_part_of_one_that_must_be_whole_is_incomplete()
    {
        var (source, task) = (FeedSource.Find(FeedIds.Warnings)!, new FeedTask(Start, Start));
        var context = new FeedContext(source, Options.Warnings, Options, Start, 0.5);
        var reserved = FeedRules.Reserve(new FeedRecord(), task, Options, Start);

        var stale = FeedRules.Taken(reserved, task, new FeedIntakeCount(Start.AddDays(-1), 0, 9, 0), context);
        var partial = FeedRules.Taken(reserved, task, new FeedIntakeCount(Start, 9, 9, 1) { IsPartial = true }, context);
        var whole = FeedRules.Taken(reserved, task, new FeedIntakeCount(Start, 9, 9, 0), context);

        Assert.Equal((FeedRules.Stale, 1, null), (stale.LastError, stale.Failures, stale.Done));
        Assert.Equal((FeedRules.Incomplete, 1, null), (partial.LastError, partial.Failures, partial.Done));
        Assert.Equal((null, 0, Start), (whole.LastError, whole.Failures, whole.Done));
    }

    [Fact]
    public void A_leap_over_hours_leaves_them_as_gaps_where_they_can_be_asked_for()
    {
        var hour = new DateTimeOffset(2024, 4, 26, 14, 0, 0, TimeSpan.Zero);
        var task = new FeedTask(hour.AddHours(3), hour.AddHours(3));

        Assert.Equal([hour.AddHours(1), hour.AddHours(2)], Leap(FeedIds.Hourly, Options.Hourly).Gaps.Select(gap => gap.At));
        Assert.Empty(Leap(FeedIds.Map, Options.Map).Gaps);

        FeedRecord Leap(string id, FeedSourceOptions options) => FeedRules.Taken(
            FeedRules.Reserve(new FeedRecord { Done = hour }, task, Options, hour.AddHours(3)), task, new FeedIntakeCount(task.To, 97, 97, 0),
            new FeedContext(FeedSource.Find(id)!, options, Options, hour.AddHours(3).AddMinutes(10), 0.5));
    }

    [Theory]
    [InlineData(FeedIds.Hourly)]
    [InlineData(FeedIds.Minute)]
    [InlineData(FeedIds.Map)]
    public void Whatever_fails_calls_keep_to_their_pauses_and_budget(string id)
    {
        var source = FeedSource.Find(id)!;
        var options = new FeedSourceOptions { ArrivalMinutes = 3, CallsPerDayMax = 12 };
        Calls.Sample(calls =>
        {
            var (record, now, last) = (new FeedRecord(), Start, DateTimeOffset.MinValue);
            var days = new Dictionary<int, int>();
            foreach (var (outcome, roll, late) in calls)
            {
                now = FeedRules.WakeAt(record, source, options, now).AddSeconds(late);
                if (FeedRules.WakeAt(record, source, options, now) > now || FeedRules.TaskOf(record, source, options, now) is not { } task)
                {
                    continue;
                }

                Assert.True(now - last >= TimeSpan.FromSeconds(2), $"{last} {now}");
                var day = DateOnly.FromDateTime(now.ToOffset(FeedNumber.SeoulOffset).DateTime).DayNumber;
                days[day] = days.GetValueOrDefault(day) + 1;
                Assert.True(days[day] <= options.CallsPerDayMax);
                Assert.True(task.From <= task.To && task.To <= now && task.To - task.From <= TimeSpan.FromMinutes(30));
                (record, last) = (FeedRules.Reserve(record, task, Options, now), now);

                // While it is under way, or after its silo was lost, nobody calls.
                Assert.True(FeedRules.WakeAt(record, source, options, now.AddSeconds(1)) >= now.AddSeconds(Options.TimeoutSeconds));
                record = After(record, task, outcome, new(source, options, Options, now, roll));
                Assert.True(record.Gaps.Length <= Options.CatchUpHours + 1 && record.Gaps.All(gap => gap.Attempts < FeedRules.GapAttemptsMax));
                Assert.Equal(record.Gaps.Select(gap => gap.At).Distinct().Order(), record.Gaps.Select(gap => gap.At));
            }
        });
    }

    [Fact]
    public void Once_faults_are_over_no_hour_within_reach_is_missing()
    {
        var source = FeedSource.Find(FeedIds.Hourly)!;
        Calls.Sample(calls =>
        {
            var (record, now, done, vain) = (new FeedRecord(), Start, new HashSet<DateTimeOffset>(), new Dictionary<DateTimeOffset, int>());
            foreach (var (outcome, roll, late) in calls.Concat(Enumerable.Repeat((Outcome: 0, Roll: 0.5, LateSeconds: 0), 40)))
            {
                now = FeedRules.WakeAt(record, source, Options.Hourly, now).AddSeconds(late);
                if (FeedRules.WakeAt(record, source, Options.Hourly, now) > now || FeedRules.TaskOf(record, source, Options.Hourly, now) is not { } task)
                {
                    continue;
                }

                record = After(FeedRules.Reserve(record, task, Options, now), task, outcome, new(source, Options.Hourly, Options, now, roll));
                if (outcome < 4)
                {
                    done.Add(task.To);
                }
                else
                {
                    vain[task.To] = vain.GetValueOrDefault(task.To) + 1;
                }
            }

            Assert.Empty(record.Gaps);
            var first = done.Min();
            for (var hour = record.Done!.Value.AddHours(-Options.CatchUpHours); hour <= record.Done; hour = hour.AddHours(1))
            {
                Assert.True(hour < first || done.Contains(hour) || vain.GetValueOrDefault(hour) >= FeedRules.GapAttemptsMax, $"{hour} is missing.");
            }
        });
    }

    [Fact]
    public void An_hour_with_fewer_stations_than_usual_is_asked_for_again_a_few_times()
    {
        var source = FeedSource.Find(FeedIds.Hourly)!;
        var now = Start;
        var record = new FeedRecord { UsualRows = 97 };
        var targets = new List<DateTimeOffset>();
        for (var call = 0; call < FeedRules.IncompleteAnswersMax + 1; call++)
        {
            now = FeedRules.WakeAt(record, source, Options.Hourly, now);
            var task = FeedRules.TaskOf(record, source, Options.Hourly, now)!;
            targets.Add(task.To);
            record = FeedRules.Taken(
                FeedRules.Reserve(record, task, Options, now), task, new FeedIntakeCount(task.To, 40, 40, 0), new(source, Options.Hourly, Options, now, 0));
        }

        Assert.Equal(FeedRules.IncompleteAnswersMax, targets.Count(target => target == targets[0]));
        Assert.Equal((targets[0].AddHours(1), 40), (targets[^1], record.UsualRows));
    }

    [Fact]
    public void Pauses_grow_with_chance_and_obey_the_source_within_an_hour()
    {
        var source = FeedSource.Find(FeedIds.Hourly)!;
        var task = new FeedTask(Start, Start);
        Gen.Select(Gen.Int[0, 200], Gen.Double[0, 0.999], Gen.Int[0, 100_000]).Sample((failures, roll, asked) =>
        {
            var record = FeedRules.Missed(
                new FeedRecord { Failures = failures }, task, "x", TimeSpan.FromSeconds(asked), new(source, Options.Hourly, Options, Start, roll));

            var pause = (record.NotBefore - Start).TotalSeconds;
            Assert.InRange(pause, Math.Max(Options.RetrySeconds, Math.Min(asked, 3600)), Math.Max(Options.RetrySeconds + Options.RetrySecondsMax, 3600));
        });
    }

    private static FeedRecord After(FeedRecord record, FeedTask task, int outcome, FeedContext context) => outcome switch
    {
        < 4 => FeedRules.Taken(record, task, new FeedIntakeCount(task.To, 97, 97, 0), context),
        4 => FeedRules.Taken(record, task, new FeedIntakeCount(task.To.AddHours(-24), 0, 0, 97), context),
        5 => FeedRules.NothingNew(record, task, context),
        _ => FeedRules.Missed(record, task, "server-error", outcome == 9 ? TimeSpan.FromSeconds(90) : null, context),
    };
}
