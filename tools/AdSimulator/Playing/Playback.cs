using System.Collections.Immutable;
using Sokbo.AdSimulator.Scenarios;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.AdSimulator.Playing;

/// <summary>Plays a scenario in virtual time, in steps of a fifth of a second.</summary>
internal sealed class Playback : IDisposable
{
    private const int StepMilliseconds = 200;
    private const int StepsASecond = 1_000 / StepMilliseconds;
    private const int MarkMinutes = 5;

    private static readonly TimeSpan StepLength = TimeSpan.FromMilliseconds(StepMilliseconds);

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly VirtualTime _time;
    private readonly Dictionary<string, SimulatedBudget> _budgets;
    private readonly SimulatedBudgets _calls;
    private readonly CatalogueState _catalogue;
    private readonly SimulatedGateway?[] _gateways;
    private readonly DateTimeOffset?[] _backAt;
    private readonly double[] _parts;
    private readonly PriorityQueue<(string Campaign, AdEvent Event), long> _beacons = new();
    private readonly Dictionary<string, ImmutableArray<Mark>.Builder> _marks;
    private readonly Dictionary<string, long> _excess;
    private readonly (SlotState Slot, double Part)[] _slots;
    private readonly double _slotParts;
    private int _runs;
    private long _decisions;
    private long _shown;

    private Playback(Scenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        _time = new VirtualTime(scenario.Start);
        _budgets = scenario.Bookings.ToDictionary(booking => booking.Id, booking => new SimulatedBudget(booking, _time), StringComparer.Ordinal);
        _marks = scenario.Bookings.ToDictionary(booking => booking.Id, _ => ImmutableArray.CreateBuilder<Mark>(), StringComparer.Ordinal);
        _excess = scenario.Bookings.ToDictionary(booking => booking.Id, _ => long.MinValue, StringComparer.Ordinal);
        _calls = new SimulatedBudgets(_budgets);
        _catalogue = new CatalogueState([.. scenario.Bookings.Select(Campaign)]);
        _gateways = new SimulatedGateway?[scenario.Gateways.Length];
        _backAt = new DateTimeOffset?[scenario.Gateways.Length];
        _parts = [.. scenario.Gateways.Select(part => part / scenario.Gateways.Sum())];
        _slots = [.. scenario.Traffic.Slots.Select(slot => (Slot(slot.Slot), slot.Part))];
        _slotParts = _slots.Sum(slot => slot.Part);
        for (var place = 0; place < _gateways.Length; place++)
        {
            _gateways[place] = NewGateway(place);
        }
    }

    public static Outcome Run(Scenario scenario)
    {
        using var playback = new Playback(scenario);
        return playback.Play();
    }

    public void Dispose()
    {
        foreach (var gateway in _gateways)
        {
            gateway?.Dispose();
        }
    }

    private Outcome Play()
    {
        var steps = (long)(_scenario.Hours * 3_600 * StepsASecond);
        for (var step = 0L; step <= steps; step++)
        {
            var now = _time.GetUtcNow();
            LookAtDeaths(now);
            Deliver(now);
            if (step % StepsASecond == 0)
            {
                Second(now);
            }

            Decide(now);
            _time.Advance(StepLength);
        }

        return new Outcome(_scenario, [.. _scenario.Bookings.Select(Outcome)], _decisions, _shown);
    }

    private CampaignOutcome Outcome(Booking booking) => new()
    {
        Booking = booking,
        Marks = _marks[booking.Id].ToImmutable(),
        Head = _budgets[booking.Id].Head,
        ExcessMax = _excess[booking.Id],
        Asked = _budgets[booking.Id].Asked,
        Granted = _budgets[booking.Id].Granted,
        Yield = _scenario.Readers.YieldOf(booking.Pricing),
    };

    private SimulatedGateway NewGateway(int place) =>
        new($"gateway-{place}-{++_runs}", _catalogue, _calls, _time, new Random(_scenario.Seed + (1_000 * _runs)));

    private void LookAtDeaths(DateTimeOffset now)
    {
        foreach (var death in _scenario.Deaths)
        {
            if (now >= death.At && now < death.At + StepLength && _gateways[death.Gateway] is { } dying)
            {
                // What its log has answered is durable, and is folded by whoever finds the log.
                dying.Fold(_budgets);
                dying.Dispose();
                _gateways[death.Gateway] = null;
                _backAt[death.Gateway] = now.AddSeconds(death.SecondsAway);
            }
        }

        for (var place = 0; place < _gateways.Length; place++)
        {
            if (_backAt[place] is { } at && now >= at)
            {
                _backAt[place] = null;
                _gateways[place] = NewGateway(place);
            }
        }
    }

    /// <summary>Beacons whose time has come reach any gateway, and what is in the logs is folded.</summary>
    private void Deliver(DateTimeOffset now)
    {
        SimulatedGateway[] alive = [.. _gateways.OfType<SimulatedGateway>()];
        if (alive.Length == 0)
        {
            return;
        }

        while (_beacons.TryPeek(out _, out var at) && at <= now.UtcTicks)
        {
            var (campaign, item) = _beacons.Dequeue();
            alive[_random.Next(alive.Length)].Append(campaign, item with { Hour = Hours.Of(now) });
        }

        foreach (var gateway in alive)
        {
            gateway.Fold(_budgets);
        }
    }

    private void Second(DateTimeOffset now)
    {
        foreach (var (id, budget) in _budgets)
        {
            budget.CloseDue();
            _excess[id] = Math.Max(_excess[id], budget.Excess);
            var booking = budget.Booking;
            if (now > booking.Start && now <= booking.End && (now - booking.Start).Ticks % TimeSpan.FromMinutes(MarkMinutes).Ticks < TimeSpan.TicksPerSecond)
            {
                _marks[id].Add(new Mark(now, budget.Expected, budget.Head.Billed, BudgetRules.Open(budget.Head)));
            }
        }
    }

    private void Decide(DateTimeOffset now)
    {
        var rate = _scenario.Traffic.At(now) * StepLength.TotalSeconds;
        for (var place = 0; place < _gateways.Length; place++)
        {
            if (_gateways[place] is not { } gateway)
            {
                continue;
            }

            var count = Poisson(rate * _parts[place]);
            for (var decision = 0; decision < count; decision++)
            {
                _decisions++;
                var slot = DrawSlot();
                Show(slot, gateway.Decide(slot));
            }

            gateway.Step(count > 0, Show);
        }
    }

    private SlotState DrawSlot()
    {
        var left = _random.NextDouble() * _slotParts;
        foreach (var (slot, part) in _slots)
        {
            left -= part;
            if (left < 0)
            {
                return slot;
            }
        }

        return _slots[^1].Slot;
    }

    private void Show(SlotState slot, DecisionOutcome outcome)
    {
        if (outcome.Campaign is null)
        {
            return;
        }

        _shown++;
        var readers = _scenario.Readers;
        if (_random.NextDouble() >= readers.RenderRate)
        {
            return;
        }

        var rendered = _time.GetUtcNow() + Delay(readers.RenderSeconds);
        Beacon(slot, outcome, AdEventKind.Rendered, rendered);
        if (_random.NextDouble() < readers.ViewableRate)
        {
            Beacon(slot, outcome, AdEventKind.Viewable, rendered + TimeSpan.FromSeconds(1) + Delay(readers.ViewableSeconds));
        }

        if (_random.NextDouble() < readers.ClickRate)
        {
            Beacon(slot, outcome, AdEventKind.Click, rendered + TimeSpan.FromSeconds(1) + Delay(readers.ClickSeconds));
        }
    }

    private void Beacon(SlotState slot, in DecisionOutcome outcome, AdEventKind kind, DateTimeOffset at)
    {
        var item = new AdEvent
        {
            Lease = outcome.Number.Lease,
            Number = outcome.Number.Number,
            Kind = kind,
            Slot = slot.Id,
            Creative = outcome.Creative!.Id,
            Hour = 0,
        };
        _beacons.Enqueue((outcome.Campaign!.Id, item), at.UtcTicks);
    }

    private TimeSpan Delay(double mean) => TimeSpan.FromSeconds(-mean * Math.Log(1 - _random.NextDouble()));

    private int Poisson(double mean)
    {
        // Many small ones: the product of Knuth's method must not underflow in a spike.
        var count = 0;
        for (; mean > 30; mean -= 30)
        {
            count += Poisson(30);
        }

        var (limit, product) = (Math.Exp(-mean), _random.NextDouble());
        while (product > limit)
        {
            count++;
            product *= _random.NextDouble();
        }

        return count;
    }

    private static SlotState Slot(string id) => new()
    {
        Site = "default",
        Id = id,
        Revision = 1,
        Sizes = ["728x90"],
        IntervalSeconds = 30,
        LineupVersion = 1,
    };

    private static CatalogueCampaign Campaign(Booking booking) => new()
    {
        Id = booking.Id,
        AdvertiserId = "advertiser",
        AdvertiserName = "Advertiser",
        Revision = 1,
        Slots = booking.Slots,
        Start = booking.Start,
        End = booking.End,
        Weight = booking.Weight,
        Pricing = booking.Pricing,
        Creatives =
        [
            new Creative
            {
                Id = $"{booking.Id}.1",
                CampaignId = booking.Id,
                Revision = 1,
                Kind = CreativeKind.Text,
                Text = booking.Id,
                LandingUrl = "https://example.com/",
                Weight = 1,
            },
        ],
    };
}
