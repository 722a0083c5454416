using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Fixtures;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What time it is for a silo whose own clock is minutes ahead, by who of the others answers it when.</summary>
public sealed class AgreedClockTests(ScheduleCluster cluster) : IClassFixture<ScheduleCluster>
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private GrainCluster Grains => cluster.Grains;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_nobody_answers_has_no_time()
    {
        var clock = Wrong(new StoreClock(() => throw new IOException("The store is away.")), othersAnswer: false);

        await Assert.ThrowsAsync<TimeoutException>(() => clock.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task The_store_alone_holds_it_back()
    {
        var now = Grains.Time.GetUtcNow();

        Assert.Equal(now, await Wrong(new StoreClock(() => Task.FromResult(now)), othersAnswer: false).ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Another_silo_alone_holds_it_back()
    {
        var now = Grains.Time.GetUtcNow();

        Assert.Equal(now, await Wrong(new StoreClock(() => throw new IOException("The store is away.")), othersAnswer: true).ReadAsync(Cancellation));
    }

    /// <summary>Longer than any clock has to answer beside another: it is waited for, because there is no other.</summary>
    [Fact]
    public async Task A_store_that_is_slow_is_waited_for_where_nobody_else_answers()
    {
        var now = Grains.Time.GetUtcNow();
        var answer = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);

        var reading = Wrong(new StoreClock(() => answer.Task), othersAnswer: false).ReadAsync(Cancellation);
        await Task.Delay(100, Cancellation);
        answer.SetResult(now);

        Assert.Equal(now, await reading);
    }

    [Fact]
    public async Task One_that_hangs_is_not_waited_for_where_another_answers()
    {
        var now = Grains.Time.GetUtcNow();
        var never = new TaskCompletionSource<DateTimeOffset>();

        Assert.Equal(now, await Wrong(new StoreClock(() => never.Task), othersAnswer: true).ReadAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    private AgreedClock Wrong(IArticleAgenda store, bool othersAnswer)
    {
        var silo = Grains.Cluster.Silos[0].ServiceProvider;
        return new AgreedClock(
            store,
            othersAnswer ? silo.GetRequiredService<IGrainFactory>() : new NobodyThere(),
            silo.GetRequiredService<IClusterMembershipService>(),
            silo.GetRequiredService<ILocalSiloDetails>(),
            Options.Create(new ArticlesOptions { ClockTimeoutMilliseconds = 20 }),
            new FakeTimeProvider(Grains.Time.GetUtcNow() + Ahead),
            NullLogger<AgreedClock>.Instance);
    }

    /// <summary>Every way to another silo says that nobody is there.</summary>
    private sealed class NobodyThere : PartialGrainFactory;

    private sealed class StoreClock(Func<Task<DateTimeOffset>> read) : IArticleAgenda
    {
        public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => read();

        public Task AddAsync(string article, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetAsync(string article, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(string article, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int countMax, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
