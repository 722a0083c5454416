using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Grains.Articles.Archives;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>An archive that comes up while articles go on changing.</summary>
public sealed class ArchiveReadingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Articles_come_in_the_order_of_their_publication_however_the_store_gives_them()
    {
        var store = new GatedStore();
        await using var reading = Begin(store);
        foreach (var number in new[] { 3, 1, 4, 0, 2 })
        {
            store.Give(Record(number, 1, 7));
        }

        store.End();

        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], (await reading.IndexAsync(Cancellation)).List(null, 10).Ids);
    }

    [Fact]
    public async Task A_question_waits_for_the_whole_archive()
    {
        var store = new GatedStore();
        await using var reading = Begin(store);
        store.Give(Record(0, 1, 7));
        var asked = reading.IndexAsync(Cancellation);
        store.Give(Record(1, 1, 7));
        Assert.False(asked.IsCompleted);
        store.End();

        Assert.Equal(["a1", "a0"], (await asked).Find([7], null, 10).Ids);
    }

    [Fact]
    public async Task A_question_that_waited_too_long_says_that_it_should_be_asked_again()
    {
        var time = new FakeTimeProvider();
        var store = new GatedStore();
        await using var reading = ArchiveReading.Begin("default", store, NullLogger.Instance, time);
        store.Give(Record(0, 1, 7));
        var asked = reading.IndexAsync(Cancellation);
        time.Advance(ArchiveReading.Patience);

        Assert.Contains("Ask again", (await Assert.ThrowsAsync<TimeoutException>(() => asked)).Message, StringComparison.Ordinal);
        Assert.False(reading.HasFailed);
        store.End();
        Assert.Equal(["a0"], (await reading.IndexAsync(Cancellation)).List(null, 10).Ids);
    }

    /// <summary>Whichever state of an article the reading met, the changes that came meanwhile decide.</summary>
    [Fact]
    public Task What_changes_meanwhile_is_found_as_it_was_last() =>
        Gen.Select(Gen.UInt[0, 9].Array[0, 5].Array[2, 6], Gen.Int[0, 5], Gen.Int[0, 6]).SampleAsync(
            async (texts, met, early) =>
            {
                var chain = texts.Select((grams, index) => Record(0, index + 1, [.. grams.Distinct().Order()])).ToArray();
                var store = new GatedStore();
                await using var reading = Begin(store);
                for (var index = 1; index < chain.Length; index++)
                {
                    if (index == Math.Min(early, chain.Length - 1))
                    {
                        store.Give(chain[Math.Min(met, index)]);
                        store.End();
                        await reading.IndexAsync(Cancellation);
                    }

                    reading.Put(chain[index], chain[index - 1]);
                }

                store.Give(chain[Math.Min(met, chain.Length - 1)]);
                store.End();
                var made = await reading.IndexAsync(Cancellation);
                return Enumerable.Range(0, 10).All(gram => made.Find([(uint)gram], null, 2).Ids.Length == (chain[^1].Grams.Contains((uint)gram) ? 1 : 0));
            },
            iter: 300);

    [Fact]
    public async Task Changes_that_are_kept_have_a_bound()
    {
        var store = new GatedStore();
        await using var reading = Begin(store);
        for (var number = 0; number < ArchiveReading.ChangesMax; number++)
        {
            Assert.False(reading.IsBehind);
            reading.Put(Record(number, 1, 7), before: null);
        }

        Assert.True(reading.IsBehind);
        store.End();
        await reading.IndexAsync(Cancellation);
        Assert.False(reading.IsBehind);
    }

    [Fact]
    public async Task A_broken_record_is_said_to_whoever_asks()
    {
        var store = new GatedStore();
        await using var reading = Begin(store);
        store.Give(("a0", [1, 200]));
        store.End();

        await Assert.ThrowsAsync<FormatException>(() => reading.IndexAsync(Cancellation));
        Assert.True(reading.HasFailed && reading.IsBehind);
    }

    [Fact]
    public async Task A_reading_that_nobody_needs_any_more_ends()
    {
        var store = new GatedStore();
        var reading = Begin(store);
        var asked = reading.IndexAsync(Cancellation);
        await reading.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private static ArchiveReading Begin(IArchiveStore store) => ArchiveReading.Begin("default", store, NullLogger.Instance, TimeProvider.System);

    private static ArchiveRecord Record(int number, int revision, params uint[] grams) => new($"a{number}", revision, number, grams);

    /// <summary>Gives records when it is told to.</summary>
    private sealed class GatedStore : IArchiveStore
    {
        private readonly Channel<(string Article, byte[] Record)> _records = Channel.CreateUnbounded<(string, byte[])>();

        public void Give(ArchiveRecord record) => Give((record.Id, record.Encode()));

        public void Give((string Article, byte[] Record) record) => _records.Writer.TryWrite(record);

        public void End() => _records.Writer.TryComplete();

        public Task<byte[]?> ReadAsync(string site, string article, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(string site, string article, byte[] record, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<(string Article, byte[] Record)> ReadAllAsync(string site, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var record in _records.Reader.ReadAllAsync(cancellationToken))
            {
                yield return record;
            }
        }
    }
}
