using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Tests.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Access;

public sealed class IdempotencyGrainTests(ArticlesCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IIdempotencyGrain Grain => cluster.Grains.Client.GetGrain<IIdempotencyGrain>(_key);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_reservation_stays_and_its_answer_is_kept()
    {
        await Grain.Reserve("request", "one", Cancellation);
        var again = await Grain.Reserve("request", "two", Cancellation);
        await Grain.Complete("request", new StoredAnswer { Status = 201, Body = [1, 2] }, Cancellation);
        await Grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        var later = await Grain.Reserve("request", "three", Cancellation);
        var other = await Grain.Reserve("another", "four", Cancellation);

        Assert.Equal((true, "one", null), (again.Same, again.OperationId, again.Answer));
        Assert.Equal((true, "one", 201), (later.Same, later.OperationId, later.Answer!.Status));
        Assert.Equal((false, null), (other.Same, other.Answer));
    }

    [Fact]
    public async Task A_refused_request_frees_its_key_and_a_completed_one_does_not()
    {
        await Grain.Reserve("request", "one", Cancellation);
        await Grain.Release("request", Cancellation);
        var other = await Grain.Reserve("another", "two", Cancellation);
        await Grain.Complete("another", new StoredAnswer { Status = 201, Body = [] }, Cancellation);
        await Grain.Release("another", Cancellation);

        Assert.Equal((true, "two"), (other.Same, other.OperationId));
        Assert.False((await Grain.Reserve("third", "three", Cancellation)).Same);
    }

    [Fact]
    public async Task A_lost_write_does_not_change_the_operation()
    {
        cluster.Grains.Store.FailNextWrite(Grain.GetGrainId(), StoreFault.WrittenButUnknown);

        await Assert.ThrowsAnyAsync<Exception>(() => Grain.Reserve("request", "one", Cancellation));
        var again = await Grain.Reserve("request", "two", Cancellation);

        Assert.Equal((true, "one"), (again.Same, again.OperationId));
    }
}
