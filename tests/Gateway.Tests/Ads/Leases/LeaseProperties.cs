using CsCheck;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Leases;

public sealed class LeaseProperties
{
    private static readonly string[] Campaigns = ["a", "b", "c"];

    private static readonly Gen<string> Campaign = Gen.Int[0, 2].Select(index => Campaigns[index]);

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (8, Gen.Select(Campaign, Gen.Int[1, 20], (campaign, times) => (Act)new Decide(campaign, times))),
        (6, Gen.Double[0.02, 4].Select(seconds => (Act)new Wait(seconds))),
        (1, Gen.Double[10, 90].Select(seconds => (Act)new Wait(seconds))),
        (2, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (lost, unanswered) => (Act)new Trouble(lost, unanswered))),
        (1, Gen.Select(Campaign, Gen.Bool, (campaign, paused) => (Act)new Pause(campaign, paused))),
        (1, Gen.Int[1, 30].Select(size => (Act)new Shrink(size))));

    private abstract record Act;

    private sealed record Decide(string Campaign, int Times) : Act;

    private sealed record Wait(double Seconds) : Act;

    private sealed record Trouble(int Lost, int Unanswered) : Act;

    private sealed record Pause(string Campaign, bool Paused) : Act;

    private sealed record Shrink(int Size) : Act;

    [Fact]
    public void Whatever_is_lost_a_number_is_spent_once_within_its_lease_and_its_life_and_never_after_its_return() =>
        Gen.Select(Acts.Array[1, 60], Gen.Int).Sample(
            (acts, seed) =>
            {
                using var run = new Run(seed);
                foreach (var act in acts)
                {
                    run.Do(act);
                    run.CheckReturns();
                }

                run.End();
            },
            iter: 150);

    private sealed class Run : IDisposable
    {
        private readonly LeaseBench _bench = new();
        private readonly Random _random;
        private readonly HashSet<string> _paused = new(StringComparer.Ordinal);
        private readonly HashSet<(string Campaign, LeasedNumber Number)> _spent = [];

        public Run(int seed)
        {
            _random = new Random(seed);
            Put();
            _bench.Keeper.Step();
        }

        public void Dispose() => _bench.Dispose();

        public void Do(Act act)
        {
            switch (act)
            {
                case Decide decide:
                    for (var time = 0; time < decide.Times; time++)
                    {
                        Spend(decide.Campaign);
                        _bench.Keeper.Step();
                    }

                    break;
                case Wait wait:
                    _bench.Advance(wait.Seconds, step: Math.Max(0.1, wait.Seconds / 50));
                    break;
                case Trouble trouble:
                    _bench.Budgets.Luck = () => (_random.Next(4) >= trouble.Lost, _random.Next(4) >= trouble.Unanswered);
                    break;
                case Pause pause when pause.Paused ? _paused.Add(pause.Campaign) : _paused.Remove(pause.Campaign):
                    Put();
                    break;
                case Shrink shrink:
                    _bench.Budgets.SizeMax = shrink.Size;
                    break;
                default:
                    break;
            }
        }

        /// <summary>When the trouble is over, everything that is held comes back, told to the number.</summary>
        public void End()
        {
            _bench.Budgets.Luck = () => (true, true);
            _paused.UnionWith(Campaigns);
            Put();
            _bench.Advance(100, step: 0.5);
            CheckReturns();
            Assert.All(Campaigns, campaign => Assert.False(_bench.Book.For(campaign).IsAtHand(LeaseMoment.Of(_bench.Time))));
        }

        public void CheckReturns() => Assert.All(_bench.Budgets.Returns, call => Assert.Equal(
            _spent.Count(item => item.Campaign == call.Campaign && item.Number.Lease == call.Lease.Lease), call.Lease.Issued));

        private void Put() => _bench.Put([.. Campaigns.Select(id =>
            LeaseBench.Campaign(id, id == "c" ? Pricing.Flat : Pricing.Rendered) with { Paused = _paused.Contains(id) })]);

        private void Spend(string campaign)
        {
            if (_bench.Decide(campaign) is not { } number)
            {
                return;
            }

            Assert.True(_spent.Add((campaign, number)), $"{campaign}: {number} was spent twice.");
            var (grant, at) = _bench.Budgets.Granted[(campaign, number.Lease)];
            Assert.InRange(number.Number, 0, grant.Size - 1);
            Assert.True(_bench.Time.GetElapsedTime(at) < grant.Life, $"{campaign}: {number} was spent after its life.");
            Assert.DoesNotContain(_bench.Budgets.Returns, call => call.Campaign == campaign && call.Lease.Lease == number.Lease);
        }
    }
}
