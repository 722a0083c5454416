using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Leases;

public sealed class LeaseBookTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly LeaseBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_wakes_the_keeper_while_it_is_awake_wakes_it_once_more_and_then_it_sleeps()
    {
        _bench.Book.Wake();
        _bench.Book.Wake();
        await _bench.Book.SleepAsync(Long, Cancellation).WaitAsync(Soon, Cancellation);

        var asleep = _bench.Book.SleepAsync(Long, Cancellation);
        Assert.False(asleep.IsCompleted);
        _bench.Book.Wake();
        await asleep.WaitAsync(Soon, Cancellation);
    }

    [Fact]
    public async Task The_keeper_sleeps_no_longer_than_it_may_and_not_at_all_when_it_is_to_stop()
    {
        await _bench.Book.SleepAsync(TimeSpan.FromMilliseconds(10), Cancellation).WaitAsync(Soon, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Book.SleepAsync(Long, new CancellationToken(true)));
    }

    [Fact]
    public async Task A_keeper_whose_process_tidies_up_before_it_has_stopped_ends_without_an_error()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        await _bench.Keeper.StartAsync(Cancellation);
        Assert.True(SpinWait.SpinUntil(() => _bench.Book.Campaigns.Any(), Soon));

        _bench.Dispose();
        _bench.Book.Wake();
        await _bench.Keeper.ExecuteTask!.WaitAsync(Soon, Cancellation);
    }
}
