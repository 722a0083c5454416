using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What a place does when it is told of many articles at once. Its turns are the test's.</summary>
public sealed class AnnouncedTogetherTests : IDisposable
{
    private readonly List<string[]> _written = [];
    private readonly Turns _turns = new();
    private readonly FakeTimeProvider _time = new();
    private readonly AnnouncedTogether _announced;
    private Task _writing = Task.CompletedTask;

    public AnnouncedTogetherTests() => _announced = new AnnouncedTogether(_turns.Register, WriteAsync, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task What_comes_while_it_writes_is_one_write_and_whoever_told_of_it_hears_when_it_is_written()
    {
        var writing = new TaskCompletionSource();
        _writing = writing.Task;
        var first = Add("a", 3);
        var turn = _turns.RunAsync();
        var later = new[] { Add("b", 1), Add("c", 2), Add("b", 2) };
        Assert.Equal((false, 2), (first.IsCompleted, _turns.Asked));

        writing.SetResult();
        await turn;
        Assert.Equal(3, await first);
        Assert.All(later, told => Assert.False(told.IsCompleted));
        await _turns.RunAsync();

        var revisions = await Task.WhenAll(later);
        Assert.Equal([1, 2, 2], revisions);
        Assert.Equal([["a"], ["b", "c", "b"]], _written);
    }

    [Fact]
    public async Task A_write_that_fails_is_told_to_those_of_it_and_the_others_try_again()
    {
        var writing = new TaskCompletionSource();
        _writing = writing.Task;
        var first = Add("a", 1);
        var turn = _turns.RunAsync();
        var second = Add("b", 1);

        writing.SetException(new InvalidOperationException("not written"));
        await turn;

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.Equal(0, await second);
        _writing = Task.CompletedTask;
        var again = Add("b", 1);
        await _turns.RunAsync();
        Assert.Equal(1, await again);
    }

    [Fact]
    public async Task No_more_than_a_bounded_number_wait()
    {
        var told = Enumerable.Range(0, AnnouncedTogether.WaitingMax).Select(number => Add($"a{number}", 1)).ToArray();

        Assert.Equal(0, await Add("one too many", 1));

        await _turns.RunAsync();
        Assert.All(await Task.WhenAll(told), revision => Assert.Equal(1, revision));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_is_let_go()
    {
        using var patience = new CancellationTokenSource();
        var told = _announced.AddAsync(Content("a", 1), patience.Token);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => told);
        await _turns.RunAsync();
        Assert.Equal([["a"]], _written);
    }

    [Fact]
    public async Task Nobody_waits_long_for_a_turn_that_does_not_come()
    {
        var told = Add("a", 1);
        _time.Advance(AnnouncedTogether.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(told.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await told);
        await _turns.RunAsync();
        Assert.Equal([["a"]], _written);
    }

    private static ArticleContent Content(string id, int revision) => new()
    {
        Id = id,
        Site = "default",
        Section = "local",
        Revision = revision,
        Stage = ArticleStage.Published,
        Headline = "제목",
        FirstPublishedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };

    private Task<int> Add(string id, int revision) => _announced.AddAsync(Content(id, revision), Cancellation);

    private async Task WriteAsync(ImmutableArray<ArticleContent> contents, CancellationToken cancellationToken)
    {
        _written.Add([.. contents.Select(content => content.Id)]);
        await _writing;
    }

    private sealed class Turns : IGrainTimer
    {
        private Func<CancellationToken, Task>? _callback;

        /// <summary>How often a turn was asked for.</summary>
        public int Asked { get; private set; }

        public Turns Register(Func<CancellationToken, Task> callback)
        {
            _callback = callback;
            return this;
        }

        public void Change(TimeSpan dueTime, TimeSpan period) => Asked++;

        public Task RunAsync() => _callback!(Cancellation);

        public void Dispose()
        {
        }
    }
}
