using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.AdSimulator.Playing;

/// <summary>One run of a gateway: its engine, its book and its keeper are the real ones, its log is a list.</summary>
internal sealed class SimulatedGateway : IDisposable
{
    /// <summary>A keeper that nobody wakes looks this often; the real one ten times as often, and finds nothing to do.</summary>
    private static readonly TimeSpan IdleStep = TimeSpan.FromSeconds(1);

    private readonly string _id;
    private readonly VirtualTime _time;
    private readonly FixedCatalogue _topics;
    private readonly Catalogues _catalogues;
    private readonly LeaseBook _book;
    private readonly LeaseKeeper _keeper;
    private readonly DecisionEngine _engine;
    private readonly CompiledCatalogue _catalogue;
    private readonly Dictionary<string, List<AdEvent>> _log = new(StringComparer.Ordinal);
    private readonly List<(SlotState Slot, string[] Missing)> _waiting = [];
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private DateTimeOffset _steppedAt;
    private long _seq;

    public SimulatedGateway(string id, CatalogueState catalogue, IBudgets budgets, VirtualTime time, Random random)
    {
        _id = id;
        _time = time;
        var topic = TopicName.Catalogue("default");
        _topics = new FixedCatalogue(topic, catalogue);
        _catalogues = new Catalogues(_topics, new SiteDirectory(_topics));
        var options = Options.Create(new LeasesOptions());
        _book = new LeaseBook(options, time);
        _keeper = new LeaseKeeper(
            _book, _catalogues, budgets, new GatewayIdentity { Id = id }, options, new Jitter(random), time, NullLogger<LeaseKeeper>.Instance);

        _engine = new DecisionEngine(_book, new DecisionJournal(Options.Create(new DecisionsOptions { RecordsMax = 1_000 }), time), random, time);

        // Its first use; what is at hand is found within the call.
        _ = _catalogues.FindAsync("default", CancellationToken.None).AsTask();
        _catalogue = _engine.CatalogueOf("default", _topics.Peek(topic)!);
    }

    /// <summary>
    /// A decision. When there is no number it waits for the end of the moment, as a real one does for up to 300 ms, if one
    /// of its campaigns may get some.
    /// </summary>
    public DecisionOutcome Decide(SlotState slot)
    {
        _missing.Clear();
        _engine.Decide(Context(slot), out var outcome, _missing);
        if (_missing.Any(campaign => _book.GetOrAdd(campaign) is { IsOnRequest: true }))
        {
            _waiting.Add((slot, [.. _missing]));
        }

        return outcome;
    }

    /// <summary>Lets the keeper look, when it is time, and then those that wait choose again.</summary>
    public void Step(bool isBusy, Action<SlotState, DecisionOutcome> shown)
    {
        var now = _time.GetUtcNow();
        if (!isBusy && now - _steppedAt < IdleStep)
        {
            return;
        }

        _steppedAt = now;
        _keeper.Step();
        foreach (var (slot, missing) in _waiting)
        {
            if (missing.Any(campaign => _book.GetOrAdd(campaign) is { HasNumber: true }))
            {
                _book.DecidesAgain(missing);
                _engine.Decide(Context(slot), out var outcome);
                shown(slot, outcome);
            }
        }

        _waiting.Clear();
    }

    public void Append(string campaign, in AdEvent item)
    {
        if (!_log.TryGetValue(campaign, out var events))
        {
            _log[campaign] = events = [];
        }

        events.Add(item);
    }

    /// <summary>Hands on what the log has got since the last time.</summary>
    public void Fold(IReadOnlyDictionary<string, SimulatedBudget> budgets)
    {
        foreach (var (campaign, events) in _log)
        {
            if (events.Count > 0)
            {
                budgets[campaign].Fold(new FoldRequest(_id, [new FoldEntry(++_seq, new CampaignEvents(campaign, [.. events], []))]));
                events.Clear();
            }
        }
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _catalogues.Dispose();
        _topics.Dispose();
    }

    private DecisionContext Context(SlotState slot) => new() { Catalogue = _catalogue, Slot = slot, Now = _time.GetUtcNow() };
}
