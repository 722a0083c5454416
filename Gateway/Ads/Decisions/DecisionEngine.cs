using System.Collections.Concurrent;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// Decides in this process which banner a slot shows, and spends a number for it. Allocates nothing, apart from what is
/// worked out once for a catalogue, a slot and a set of candidates. Any thread.
/// </summary>
internal sealed class DecisionEngine(ILeases leases, DecisionJournal journal, Random random, TimeProvider time)
{
    /// <summary>
    /// Labels that one page is taken to show: more than requests can name, so that none is overlooked. Those are 40 texts
    /// and 20 slots with 10 labels each.
    /// </summary>
    public const int PageLabelsMax = 640;

    private readonly Rotations _rotations = new(random);
    private readonly ConcurrentDictionary<string, CompiledCatalogue> _catalogues = new(StringComparer.Ordinal);
    private readonly Lock _compiling = new();

    /// <summary>
    /// The catalogue that this process holds now. The first who asks after a change compiles it, and the others wait for
    /// that: deciding on from the one before would show what has just been paused.
    /// </summary>
    public CompiledCatalogue CatalogueOf(string site, TopicView view)
    {
        var state = view.As<CatalogueState>();
        if (_catalogues.TryGetValue(site, out var known) && ReferenceEquals(known.Version.State, state))
        {
            return known;
        }

        lock (_compiling)
        {
            if (_catalogues.TryGetValue(site, out known) && ReferenceEquals(known.Version.State, state))
            {
                return known;
            }

            var version = new CatalogueVersion(site, view.Position, state);
            return _catalogues[site] = new CompiledCatalogue(version, leases);
        }
    }

    /// <param name="context">What the decision depends on.</param>
    /// <param name="outcome">The banner with its number, or why there is none.</param>
    /// <param name="missing">Gets the campaigns that only lacked a number, when there is no banner for want of one; null where nobody waits.</param>
    public void Decide(in DecisionContext context, out DecisionOutcome outcome, ICollection<string>? missing = null)
    {
        var catalogue = context.Catalogue;
        var slot = catalogue.Slot(context.Slot, context.Now, _rotations);
        Span<int> values = stackalloc int[TargetingIndex.PageValuesMax];
        Span<int> labels = stackalloc int[PageLabelsMax];
        Span<ulong> capped = stackalloc ulong[catalogue.Words];
        Span<ulong> without = stackalloc ulong[catalogue.Words];
        capped.Clear();
        without.Clear();
        catalogue.AddCapped(context.Caps, context.Now, capped);
        var inputs = new DecisionInputs
        {
            Values = values[..catalogue.Index.Resolve(context, values)],
            Labels = labels[..catalogue.ResolveLabels(context.Shown, labels)],
            Capped = capped,
            Emergency = context.Emergency,
        };
        var numbers = new LeasedNumbers(catalogue, LeaseMoment.Of(time));
        var turns = new GatewayTurns(_rotations);
        var choice = DecisionCore.Choose(slot, inputs, ref numbers, ref turns, without);
        var found = choice.Campaign >= 0;
        outcome = new DecisionOutcome
        {
            Decision = journal.Write(slot, context.Now, inputs, without, choice),
            Reason = choice.Reason,
            Campaign = found ? catalogue.Campaigns[choice.Campaign] : null,
            Creative = found ? slot.Creatives(choice.Campaign)[choice.Creative] : null,
            Number = choice.Number,
        };
        if (missing is not null && choice.Reason == DecisionReason.NoLease)
        {
            for (var campaign = CampaignBits.Next(without, 0); campaign >= 0; campaign = CampaignBits.Next(without, campaign + 1))
            {
                missing.Add(catalogue.Campaigns[campaign].Id);
            }
        }
    }
}
