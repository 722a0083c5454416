using System.Collections.Immutable;
using System.Numerics;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>
/// What is left for a booking beside what is sold: a largest flow from bookings, over the days of their caps, to the slots
/// and hours in which they may run.
/// </summary>
/// <remarks>
/// <code>
/// source ─ still to deliver ─► booking ─ daily cap ─► booking on a day ─► cell ─ expected impressions ─► sink
///                                                       └─► pages that fit ─┘
/// </code>
/// <list type="bullet">
/// <item>Exact in slots, hours, dates, dayparts and daily caps.</item>
/// <item>Conditions on pages: never more than surely fits (<see cref="PageShare"/>). Bookings with different conditions are
/// taken to want the same pages, unless sections or devices rule that out.</item>
/// <item>Flat bookings run in turn with the others by weight. What they leave to goals together is the goals' part of all
/// weights; what they leave to one goal is at most its weight beside theirs. A flat sponsorship leaves nothing to standard
/// bookings.</item>
/// <item>House bookings hold nothing and are promised nothing. Frequency caps and labels are not foreseen.</item>
/// <item>A slot of which nothing is known is taken to have room for all.</item>
/// </list>
/// </remarks>
internal sealed class Inventory
{
    private const long Unlimited = long.MaxValue / 4;

    /// <summary>Where more would be needed nothing is foretold.</summary>
    private const int EdgesMax = 2_000_000;

    private readonly FlowNetwork _network = new();
    private readonly InventoryBooking[] _bookings;
    private readonly SlotForecast[] _slots;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset _until;
    private readonly int[] _nodes;
    private readonly int[] _edges;
    private readonly int[] _wishes;
    private readonly ImmutableArray<TargetingCondition>[] _conditions;
    private readonly Dictionary<(int Slot, int Wish), double> _shares = [];
    private readonly Dictionary<(int Wish, int Other), bool> _disjoint = [];
    private readonly Dictionary<(int Member, int Day), int> _dayNodes = [];
    private readonly List<(int Edge, InventoryCell Cell, int Member)> _uses = [];

    private Inventory(InventoryBooking[] bookings, Dictionary<string, SlotForecast> forecasts, DateTimeOffset now, DateTimeOffset until)
    {
        _bookings = bookings;
        _slots = [.. forecasts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        _now = now;
        _until = until;
        _nodes = new int[bookings.Length];
        _edges = new int[bookings.Length];
        var keys = bookings.Select(KeyOf).ToArray();
        string[] wishes = ["", .. keys.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _wishes = [.. keys.Select(key => Array.BinarySearch(wishes, key, StringComparer.Ordinal))];
        _conditions = new ImmutableArray<TargetingCondition>[wishes.Length];
        foreach (var (member, wish) in _wishes.Index())
        {
            _conditions[wish] = bookings[member].Rules.Conditions;
        }
    }

    /// <param name="now">Before it nothing can be delivered any more.</param>
    /// <param name="traffic">What is recorded.</param>
    /// <param name="sold">Bookings that run or will run, without the one in question.</param>
    /// <param name="wanted">The booking in question, with a goal.</param>
    public static InventoryResult Of(DateTimeOffset now, SiteTraffic traffic, IEnumerable<InventoryBooking> sold, InventoryBooking wanted)
    {
        var forecasts = Forecasts(traffic);
        if (!wanted.Slots.All(forecasts.ContainsKey) || Connected(now, forecasts, sold, [wanted]) is not { } inventory)
        {
            return InventoryResult.Unknown;
        }

        var isDone = inventory._network.Fill();
        inventory._network.Widen(inventory._edges[0], Unlimited);
        isDone = isDone && inventory._network.Fill();
        return isDone ? inventory.Answer(wanted.Slots.Min(slot => forecasts[slot].Kind)) : InventoryResult.Unknown;
    }

    /// <summary>Which of some bookings, one after the other, find too little beside what is sold and the ones before them.</summary>
    public static ImmutableArray<int> Misfits(
        DateTimeOffset now, SiteTraffic traffic, IEnumerable<InventoryBooking> sold, IReadOnlyList<InventoryBooking> wanted)
    {
        var forecasts = Forecasts(traffic);
        int[] judged = [.. Enumerable.Range(0, wanted.Count).Where(place => wanted[place].IsFlat || wanted[place].Slots.All(forecasts.ContainsKey))];
        InventoryBooking[] goals = [.. judged.Select(place => wanted[place]).Where(booking => !booking.IsFlat)];
        var flats = judged.Select(place => wanted[place]).Where(booking => booking.IsFlat);
        if (goals.Length == 0 || Connected(now, forecasts, sold.Concat(flats), goals) is not { } inventory)
        {
            return [];
        }

        if (!inventory._network.Fill())
        {
            return [];
        }

        var misfits = ImmutableArray.CreateBuilder<int>();
        var place = 0;
        foreach (var index in judged.Where(index => !wanted[index].IsFlat))
        {
            var due = inventory.Due(wanted[index]);
            inventory._network.Widen(inventory._edges[place], due);
            if (!inventory._network.Fill())
            {
                break;
            }

            if (inventory._network.FlowOf(inventory._edges[place]) < due)
            {
                misfits.Add(index);
            }

            place++;
        }

        return misfits.ToImmutable();
    }

    /// <summary>Slots of which enough is known.</summary>
    private static Dictionary<string, SlotForecast> Forecasts(SiteTraffic traffic) => traffic.Slots
        .Select(slot => (slot.Slot, Forecast: SlotForecast.Of(slot)))
        .Where(pair => pair.Forecast is not null)
        .ToDictionary(pair => pair.Slot, pair => pair.Forecast!, StringComparer.Ordinal);

    /// <summary>The network of all that touches the bookings in question, which come first and get nothing yet; null where it is too large.</summary>
    private static Inventory? Connected(
        DateTimeOffset now, Dictionary<string, SlotForecast> forecasts, IEnumerable<InventoryBooking> sold, InventoryBooking[] wanted)
    {
        InventoryBooking[] bookings = [.. wanted, .. Neighbours(sold.Where(booking => booking.End > now), wanted, slot => !forecasts.ContainsKey(slot))];
        var slots = bookings.Where(booking => !booking.IsFlat).SelectMany(booking => booking.Slots).Distinct(StringComparer.Ordinal)
            .Where(forecasts.ContainsKey)
            .ToDictionary(slot => slot, slot => forecasts[slot], StringComparer.Ordinal);
        var last = bookings.Where(booking => !booking.IsFlat).Max(booking => booking.End);
        var until = last < now + InventoryCells.Horizon ? last : now + InventoryCells.Horizon;
        var inventory = new Inventory(bookings, slots, now, until);
        return InventoryCells.Of(bookings, slots, now, until) is { } cells && inventory.Connect(cells, wanted.Length) ? inventory : null;
    }

    /// <summary>
    /// Those that share slots with the bookings, directly or through others. Whoever has a slot of which nothing is known is
    /// taken to find room there.
    /// </summary>
    private static List<InventoryBooking> Neighbours(IEnumerable<InventoryBooking> sold, InventoryBooking[] wanted, Func<string, bool> isUnknown)
    {
        var slots = wanted.SelectMany(booking => booking.Slots).ToHashSet(StringComparer.Ordinal);
        var others = sold.Where(booking => booking.IsFlat || (booking.Impressions > 0 && !booking.Slots.Any(isUnknown))).ToList();
        var found = new List<InventoryBooking>();
        for (var more = true; more;)
        {
            var touching = others.Where(booking => !booking.IsFlat).ToLookup(booking => booking.Slots.Any(slots.Contains));
            more = touching[true].Any();
            found.AddRange(touching[true]);
            others.RemoveAll(booking => !booking.IsFlat && booking.Slots.Any(slots.Contains));
            slots.UnionWith(touching[true].SelectMany(booking => booking.Slots));
        }

        found.AddRange(others.Where(booking => booking.IsFlat && booking.Slots.Any(slots.Contains)));
        return found;
    }

    private bool Connect(List<InventoryCell> cells, int wanted)
    {
        for (var member = 0; member < _bookings.Length; member++)
        {
            if (!_bookings[member].IsFlat)
            {
                _nodes[member] = _network.AddNode();
                _edges[member] = _network.AddEdge(FlowNetwork.Source, _nodes[member], member < wanted ? 0 : Due(_bookings[member]));
            }
        }

        foreach (var cell in cells)
        {
            Connect(cell);
            if (_network.EdgeCount > EdgesMax)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of a booking that goes on after the horizon the part that is due by then, in step with time.</summary>
    private long Due(InventoryBooking booking)
    {
        var start = booking.Start > _now ? booking.Start : _now;
        return booking.End <= _until ? booking.Impressions
            : start >= _until ? 0
            : (long)(booking.Impressions * ((_until - start) / (booking.End - start)));
    }

    private void Connect(InventoryCell cell)
    {
        int[] members = [.. MembersOf(cell)];
        var sponsors = members.Where(member => _bookings[member].Rules.Priority == CampaignPriority.Sponsorship).ToArray();
        var flatSponsors = WeightOf(sponsors, isFlat: true);
        int[] users = [.. (flatSponsors > 0 ? sponsors : members).Where(member => !_bookings[member].IsFlat)];
        if (users.Length == 0)
        {
            return;
        }

        var flats = flatSponsors > 0 ? flatSponsors : WeightOf(members, isFlat: true);
        var isShared = flats > 0 && (flatSponsors > 0 || users.Length > sponsors.Count(member => !_bookings[member].IsFlat));
        var supply = cell.Supply * (isShared ? (double)WeightOf(users, isFlat: false) / (WeightOf(users, isFlat: false) + flats) : 1);
        var node = _network.AddNode();
        _network.AddEdge(node, FlowNetwork.Sink, Whole(supply));
        var pages = cell.Slot < 0 ? [] : ConnectPages(cell, users, node, supply);
        foreach (var member in users)
        {
            var booking = _bookings[member];
            var beside = flatSponsors > 0 || booking.Rules.Priority != CampaignPriority.Sponsorship ? flats : 0;
            var (pageNode, pageSupply) = pages.TryGetValue(_wishes[member], out var found) ? (found.Node, found.Share * cell.Supply) : (node, cell.Supply);
            var most = beside == 0 ? Unlimited : Whole(pageSupply * booking.Weight / (booking.Weight + beside));
            _uses.Add((_network.AddEdge(FromOf(member, cell.Day), pageNode, most), cell, member));
        }
    }

    private static IEnumerable<int> MembersOf(InventoryCell cell)
    {
        for (var word = 0; word < cell.Members.Length; word++)
        {
            for (var bits = cell.Members[word]; bits != 0; bits &= bits - 1)
            {
                yield return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    private long WeightOf(IEnumerable<int> members, bool isFlat) =>
        members.Where(member => _bookings[member].IsFlat == isFlat).Sum(member => (long)_bookings[member].Weight);

    /// <summary>
    /// A node for each set of conditions. From the rarest on, each takes over those before it with which it may share pages:
    /// so what hangs on one never takes more than its pages, and what hangs on different ones shares none.
    /// </summary>
    private Dictionary<int, (int Node, double Share)> ConnectPages(InventoryCell cell, int[] users, int whole, double supply)
    {
        var pages = users.Select(member => _wishes[member]).Where(wish => wish > 0).Distinct()
            .Select(wish => (Wish: wish, Share: ShareOf(cell.Slot, wish)))
            .OrderBy(page => page.Share).ThenBy(page => page.Wish)
            .ToArray();
        var nodes = new Dictionary<int, (int Node, double Share)>();
        var roots = new List<(int Node, double Share, List<int> Within)>();
        foreach (var page in pages)
        {
            var node = _network.AddNode();
            nodes[page.Wish] = (node, page.Share);
            var within = new List<int> { page.Wish };
            foreach (var root in roots.Where(root => root.Within.Exists(inner => !AreDisjoint(inner, page.Wish))).ToArray())
            {
                _network.AddEdge(root.Node, node, Whole(root.Share * supply));
                within.AddRange(root.Within);
                roots.Remove(root);
            }

            roots.Add((node, page.Share, within));
        }

        foreach (var root in roots)
        {
            _network.AddEdge(root.Node, whole, Whole(root.Share * supply));
        }

        return nodes;
    }

    private double ShareOf(int slot, int wish) =>
        _shares.TryGetValue((slot, wish), out var known) ? known : _shares[(slot, wish)] = PageShare.Of(_slots[slot].Shares, _conditions[wish]);

    private bool AreDisjoint(int wish, int other) =>
        _disjoint.TryGetValue((wish, other), out var known) ? known : _disjoint[(wish, other)] = PageShare.AreDisjoint(_conditions[wish], _conditions[other]);

    /// <summary>Rounded down, but for what is lost in sums of fractions.</summary>
    private static long Whole(double impressions) => (long)Math.Floor(impressions + 1e-6);

    private static string KeyOf(InventoryBooking booking) => string.Join(
        '&',
        booking.Rules.Conditions.Select(condition => $"{condition.Dimension}:{condition.Key}+{string.Join('|', condition.Include)}-{string.Join('|', condition.Exclude)}").Order(StringComparer.Ordinal));

    private int FromOf(int member, int day)
    {
        if (_bookings[member].DailyCap is not { } cap)
        {
            return _nodes[member];
        }

        if (!_dayNodes.TryGetValue((member, day), out var node))
        {
            node = _dayNodes[(member, day)] = _network.AddNode();
            var left = day == SeoulDay.Of(_now) ? Math.Max(0, cap - _bookings[member].UsedToday) : cap;
            _network.AddEdge(_nodes[member], node, left);
        }

        return node;
    }

    private InventoryResult Answer(ForecastKind forecast)
    {
        var reachable = _network.ReachableFrom(_nodes[0]);
        var conflicting = Enumerable.Range(1, _bookings.Length - 1)
            .Where(member => !_bookings[member].IsFlat && reachable[_nodes[member]] && _network.FlowOf(_edges[member]) > 0)
            .Select(member => _bookings[member]);
        return new InventoryResult(forecast, _network.FlowOf(_edges[0]), [.. conflicting], Days());
    }

    /// <summary>What flows into a cell is spread over its days as the traffic is.</summary>
    private ImmutableArray<DayAvailability> Days()
    {
        var ownCells = _uses.Where(use => use.Member == 0).Select(use => use.Cell).ToHashSet();
        var flows = _uses.Where(use => ownCells.Contains(use.Cell)).ToLookup(use => use.Cell);
        var days = new SortedDictionary<int, (double Supply, double Sold, double Available)>();
        foreach (var own in _uses.Where(use => use.Member == 0))
        {
            var sold = flows[own.Cell].Where(use => use.Member != 0).Sum(use => _network.FlowOf(use.Edge));
            var available = _network.FlowOf(own.Edge);
            foreach (var (day, supply) in own.Cell.Days)
            {
                var sums = days.GetValueOrDefault(day);
                var part = supply / own.Cell.Supply;
                days[day] = (sums.Supply + supply, sums.Sold + (sold * part), sums.Available + (available * part));
            }
        }

        return [.. days.Select(day => new DayAvailability(day.Key, (long)day.Value.Supply, (long)day.Value.Sold, (long)day.Value.Available))];
    }
}
