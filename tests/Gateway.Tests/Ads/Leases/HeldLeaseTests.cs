using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Leases;

public sealed class HeldLeaseTests
{
    // 23:59:50 of 26 November in Seoul.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 14, 59, 50, TimeSpan.Zero));

    [Fact]
    public void Numbers_are_taken_in_order_and_each_once()
    {
        var lease = Lease(size: 3);

        int?[] numbers = [Take(lease), Take(lease), Take(lease), Take(lease)];

        Assert.Equal([0, 1, 2, null], numbers);
        Assert.Equal((3, 0), (lease.Issued, lease.Left));
    }

    [Fact]
    public void A_lease_ends_with_its_day_in_Seoul_and_not_before()
    {
        var lease = Lease();

        _time.Advance(TimeSpan.FromSeconds(9.999));
        var before = Take(lease);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal((0, (int?)null), (before, Take(lease)));
        Assert.Equal((0, 1), (lease.Left, lease.Close()));
    }

    [Fact]
    public void Its_life_is_measured_by_the_monotonic_clock_from_before_it_was_asked_for()
    {
        var time = new TwoClocks(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero));
        var lease = new HeldLease(Grant(10, 20_261_126), askedAt: time.GetTimestamp(), time);

        time.Elapsed = TimeSpan.FromSeconds(19.9);
        time.Now -= TimeSpan.FromHours(1);
        var early = Take(lease);
        time.Elapsed = TimeSpan.FromSeconds(20);

        Assert.Equal((0, (int?)null), (early, Take(lease)));
    }

    [Theory]
    [InlineData(20_261_127)]
    [InlineData(20_261_125)]
    [InlineData(0)]
    [InlineData(20_261_399)]
    public void On_another_day_than_its_own_it_is_worth_nothing(int day)
    {
        Assert.Null(Take(Lease(day: day)));
    }

    [Fact]
    public void What_is_taken_and_what_is_given_back_never_overlap()
    {
        for (var round = 0; round < 200; round++)
        {
            var lease = Lease(size: 500);
            var taken = new List<int>[3];
            var issued = -1;
            using var start = new Barrier(4);
            var threads = Enumerable.Range(0, 4).Select(index => new Thread(() =>
            {
                start.SignalAndWait();
                if (index == 3)
                {
                    Thread.SpinWait(round * 20);
                    issued = lease.Close();
                    return;
                }

                taken[index] = [];
                while (lease.TryTake(out var number))
                {
                    taken[index].Add(number.Number);
                }
            })).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());

            Assert.Equal(Enumerable.Range(0, issued), taken.SelectMany(numbers => numbers).Order());
            Assert.Null(Take(lease));
        }
    }

    private static int? Take(HeldLease lease) => lease.TryTake(out var number) ? number.Number : null;

    private static LeaseGrant Grant(int size, int day) =>
        new() { Refusal = LeaseRefusal.None, Lease = 5, Size = size, Day = day, Life = TimeSpan.FromSeconds(20) };

    private HeldLease Lease(int size = 10, int day = 20_261_126) => new(Grant(size, day), _time.GetTimestamp(), _time);

    /// <summary>A wall clock that somebody sets, and one that only goes on.</summary>
    private sealed class TwoClocks(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
