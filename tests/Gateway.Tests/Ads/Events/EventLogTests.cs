using Microsoft.Extensions.Time.Testing;
using Sokbo.Fixtures;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Events;

public sealed class EventLogTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_while_a_write_is_under_way_goes_into_the_next_one_by_campaign()
    {
        await using var log = new TestEventLog();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Store.Gate = gate.Task;

        var first = Append(log, ("a", 1));
        await Eventually.TrueAsync(() => log.Store.Attempts == 1);
        Task<AppendOutcome>[] second = [Append(log, ("a", 2), ("b", 3)), Append(log, ("a", 4)), Append(log, ("b", 5))];
        Assert.DoesNotContain(second, task => task.IsCompleted);
        Assert.False(first.IsCompleted);
        gate.SetResult();

        Assert.Equal(AppendOutcome.Durable, await first);
        Assert.All(await Task.WhenAll(second), outcome => Assert.Equal(AppendOutcome.Durable, outcome));
        Assert.Equal(["1 a:1", "2 a:2,4 b:3,5"], log.Entries.Select(Text));
        Assert.All(log.Store.Entries, entry => Assert.Equal("log-1", entry.Log));
        Assert.False(log.Store.WritesCameTogether);
    }

    [Fact]
    public async Task Those_who_were_answered_together_share_the_next_write_too()
    {
        var time = new FakeTimeProvider();
        await using var log = new TestEventLog(time: time);
        var (one, many) = (new TaskCompletionSource(), new TaskCompletionSource());
        log.Store.Gate = one.Task;
        var alone = Append(log, ("a", 1));
        await Eventually.TrueAsync(() => log.Store.Attempts == 1);
        Task[] together = [Append(log, ("a", 2)), Append(log, ("a", 3))];
        log.Store.Gate = many.Task;
        one.SetResult();
        await Eventually.TrueAsync(() => log.Store.Attempts == 2);
        log.Store.Gate = null;
        time.Advance(TimeSpan.FromMilliseconds(20));
        many.SetResult();
        await Task.WhenAll([alone, .. together]);

        var first = Append(log, ("a", 4));
        for (var turn = 0; turn < 1_000; turn++)
        {
            // Enough for a write that nothing holds back.
            await Task.Yield();
        }

        var second = Append(log, ("a", 5));
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            return first.IsCompleted && second.IsCompleted;
        });

        Assert.Equal(["1 a:1", "2 a:2,3", "3 a:4,5"], log.Entries.Select(Text));
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_repeated_to_the_byte_and_nothing_overtakes_it()
    {
        await using var log = new TestEventLog();
        var random = new Random(7);
        log.Store.Luck = () => (random.Next(3) > 0, random.Next(3) > 0);

        for (var number = 0; number < 40; number++)
        {
            Assert.Equal(AppendOutcome.Durable, await Append(log, ("a", number)));
        }

        var entries = log.Entries;
        Assert.True(entries.Count > 40, "No answer was lost.");
        Assert.Equal(Enumerable.Range(1, 40).Select(seq => (long)seq), entries.Select(entry => entry.Seq).Distinct());
        Assert.Equal(entries.Select(entry => entry.Seq).Order(), entries.Select(entry => entry.Seq));
        Assert.All(log.Store.Entries.Zip(entries).GroupBy(pair => pair.Second.Seq), same =>
            Assert.Single(same.Select(pair => Convert.ToHexString(pair.First.Entry)).Distinct()));
        Assert.Equal(Enumerable.Range(0, 40), entries.DistinctBy(entry => entry.Seq).SelectMany(entry => entry.Campaigns[0].Events).Select(item => item.Number));
        Assert.False(log.Store.WritesCameTogether);
    }

    [Fact]
    public async Task Many_at_once_are_all_written_once_in_few_entries()
    {
        await using var log = new TestEventLog();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4_000).Select(number => Task.Run(() => Append(log, ($"c{number % 7}", number)), Cancellation)));

        Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Durable, outcome));
        Assert.Equal(Enumerable.Range(0, 4_000), log.Entries.SelectMany(entry => entry.Campaigns).SelectMany(part => part.Events).Select(item => item.Number).Order());
        Assert.All(log.Entries, entry => Assert.Equal(entry.Campaigns.Length, entry.Campaigns.DistinctBy(part => part.Campaign).Count()));
    }

    [Fact]
    public async Task Who_waits_too_long_hears_so_and_the_events_are_written_all_the_same()
    {
        await using var log = new TestEventLog();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Store.Gate = gate.Task;

        var outcome = await log.Log.AppendAsync(TestEventLog.Batch(("a", 1)), TimeSpan.FromMilliseconds(20), Cancellation);
        gate.SetResult();

        Assert.Equal(AppendOutcome.Unknown, outcome);
        await Eventually.TrueAsync(() => log.Store.Entries.Count == 1);
    }

    [Fact]
    public async Task Beyond_the_bound_nothing_is_taken_until_there_is_room()
    {
        await using var log = new TestEventLog(options: new EventLogOptions { PendingMax = 1_000, EntryEventsMax = 100 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Store.Gate = gate.Task;
        var taken = Enumerable.Range(0, 10).Select(batch => Append(log, [.. Enumerable.Range(batch * 100, 100).Select(number => ("a", number))])).ToArray();

        var refused = await Append(log, ("a", 1_000));
        gate.SetResult();
        await Task.WhenAll(taken);

        Assert.Equal(AppendOutcome.Full, refused);
        Assert.Equal(AppendOutcome.Durable, await Append(log, ("a", 1_001)));
        Assert.All(log.Entries, entry => Assert.InRange(entry.Campaigns.Sum(part => part.Events.Length), 1, 100));
        Assert.Equal([.. Enumerable.Range(0, 1_000), 1_001], log.Entries.SelectMany(entry => entry.Campaigns[0].Events).Select(item => item.Number));
    }

    [Fact]
    public async Task A_flood_of_filtered_events_is_one_count()
    {
        await using var log = new TestEventLog();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Store.Gate = gate.Task;
        var first = Append(log, ("a", 1));
        await Eventually.TrueAsync(() => log.Store.Attempts == 1);

        Task<AppendOutcome>[] flood = [.. Enumerable.Range(0, 500).Select(index => log.Log.AppendAsync(Filtered(index % 2 == 0 ? "s" : "t"), Long, Cancellation))];
        gate.SetResult();
        await Task.WhenAll([first, .. flood]);

        var counts = Assert.Single(log.Entries[1].Campaigns).Filtered;
        Assert.Equal([("s", 250L), ("t", 250L)], counts.Select(count => (count.Slot, count.Count)).Order());
        Assert.All(counts, count => Assert.Equal((EventBucket.Robot, 5), (count.Bucket, count.Hour)));
    }

    [Fact]
    public async Task The_cluster_is_told_of_the_last_entry_with_one_call_under_way()
    {
        await using var log = new TestEventLog();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.ArrivalGate = gate.Task;

        for (var number = 0; number < 5; number++)
        {
            await Append(log, ("a", number));
        }

        await Eventually.TrueAsync(() => log.Arrivals.Count == 1);
        gate.SetResult();
        await Eventually.TrueAsync(() => log.Arrivals.Count == 2);

        Assert.Equal([("log-1", 1L), ("log-1", 5L)], log.Arrivals);
    }

    [Fact]
    public async Task Stopping_writes_what_waits_and_takes_no_more()
    {
        var log = new TestEventLog();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Store.Gate = gate.Task;
        Task<AppendOutcome>[] waiting = [Append(log, ("a", 1)), Append(log, ("a", 2))];

        var stopping = log.Log.StopAsync(CancellationToken.None);
        var late = await Append(log, ("a", 3));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        Assert.Equal(AppendOutcome.Full, late);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(AppendOutcome.Durable, outcome));
        Assert.Equal([1, 2], log.Entries.SelectMany(entry => entry.Campaigns[0].Events).Select(item => item.Number));
        log.Log.Dispose();
    }

    [Fact]
    public async Task Stopping_without_the_store_ends_in_time_and_tells_nobody_that_it_was_kept()
    {
        var log = new TestEventLog(options: new EventLogOptions { FlushSeconds = 0 });
        log.Store.Luck = () => (false, false);
        Task<AppendOutcome>[] waiting = [Append(log, ("a", 1)), Append(log, ("a", 2))];
        await Eventually.TrueAsync(() => log.Store.Attempts > 1);

        await log.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(AppendOutcome.Unknown, outcome));
        Assert.Empty(log.Store.Entries);
    }

    private static Task<AppendOutcome> Append(TestEventLog log, params (string Campaign, int Number)[] events) =>
        log.Log.AppendAsync(TestEventLog.Batch(events), Long, Cancellation);

    private static EventBatch Filtered(string slot)
    {
        var batch = new EventBatch();
        batch.AddFiltered("a", new EventCount { Slot = slot, Creative = "c", Bucket = EventBucket.Robot, Count = 1, Hour = 5 });
        return batch;
    }

    private static string Text(EventLogEntry entry) =>
        $"{entry.Seq} {string.Join(' ', entry.Campaigns.Select(part => $"{part.Campaign}:{string.Join(',', part.Events.Select(item => item.Number))}"))}";
}
