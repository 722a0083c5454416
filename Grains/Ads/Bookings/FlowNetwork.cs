using System.Runtime.InteropServices;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>
/// Largest flow from <see cref="Source"/> to <see cref="Sink"/> (Dinic's algorithm, integers). Flow that was found stays
/// when more is asked for later: what left the source for one node never shrinks.
/// </summary>
internal sealed class FlowNetwork
{
    public const int Source = 0;
    public const int Sink = 1;

    private readonly List<int> _first = [-1, -1];
    private readonly List<int> _next = [];
    private readonly List<int> _to = [];
    private readonly List<long> _room = [];
    private int[] _level = [];
    private int[] _place = [];
    private int[] _waiting = [];
    private long _steps;

    /// <summary>Edges looked at; beyond it is given up. A few nanoseconds each.</summary>
    public long StepsMax { get; init; } = 300_000_000;

    public int EdgeCount => _to.Count / 2;

    public int AddNode()
    {
        _first.Add(-1);
        return _first.Count - 1;
    }

    /// <summary>Returns the edge's number.</summary>
    public int AddEdge(int from, int to, long capacity)
    {
        Put(from, to, capacity);
        Put(to, from, 0);
        return _to.Count - 2;
    }

    public void Widen(int edge, long more) => _room[edge] += more;

    public long FlowOf(int edge) => _room[edge ^ 1];

    /// <summary>Adds as much flow as still fits; false where that was given up.</summary>
    public bool Fill()
    {
        Array.Resize(ref _level, _first.Count);
        Array.Resize(ref _place, _first.Count);
        Array.Resize(ref _waiting, _first.Count);
        var network = new Arcs(CollectionsMarshal.AsSpan(_first), CollectionsMarshal.AsSpan(_next), CollectionsMarshal.AsSpan(_to), CollectionsMarshal.AsSpan(_room));
        while (_steps <= StepsMax && Layer(network))
        {
            network.First.CopyTo(_place);
            while (Push(network) > 0)
            {
            }
        }

        return _steps <= StepsMax;
    }

    /// <summary>The nodes to which something could still flow from a node.</summary>
    public bool[] ReachableFrom(int node)
    {
        var found = new bool[_first.Count];
        var waiting = new Stack<int>([node]);
        found[node] = true;
        while (waiting.TryPop(out var at))
        {
            for (var edge = _first[at]; edge >= 0; edge = _next[edge])
            {
                if (_room[edge] > 0 && !found[_to[edge]])
                {
                    found[_to[edge]] = true;
                    waiting.Push(_to[edge]);
                }
            }
        }

        return found;
    }

    private void Put(int from, int to, long room)
    {
        _next.Add(_first[from]);
        _to.Add(to);
        _room.Add(room);
        _first[from] = _to.Count - 1;
    }

    /// <summary>Nodes by their distance from the source, up to that of the sink.</summary>
    private bool Layer(in Arcs arcs)
    {
        Array.Fill(_level, -1);
        _level[Source] = 0;
        _waiting[0] = Source;
        for (var (next, count) = (0, 1); next < count && _level[Sink] < 0; next++)
        {
            var at = _waiting[next];
            for (var edge = arcs.First[at]; edge >= 0; edge = arcs.Next[edge])
            {
                _steps++;
                var to = arcs.To[edge];
                if (arcs.Room[edge] > 0 && _level[to] < 0)
                {
                    _level[to] = _level[at] + 1;
                    _waiting[count++] = to;
                }
            }
        }

        return _level[Sink] >= 0;
    }

    /// <summary>One way through the layers, with as much as fits on it. Without recursion: a way can be long.</summary>
    private long Push(in Arcs arcs)
    {
        var way = _waiting;
        var (length, at) = (0, Source);
        while (at != Sink)
        {
            _steps++;
            var edge = _place[at];
            if (edge >= 0 && (arcs.Room[edge] == 0 || _level[arcs.To[edge]] != _level[at] + 1))
            {
                _place[at] = arcs.Next[edge];
            }
            else if (edge >= 0)
            {
                way[length++] = edge;
                at = arcs.To[edge];
            }
            else if (length > 0)
            {
                at = arcs.To[way[--length] ^ 1];
                _place[at] = arcs.Next[_place[at]];
            }
            else
            {
                return 0;
            }
        }

        var amount = long.MaxValue;
        foreach (var edge in way.AsSpan(0, length))
        {
            amount = Math.Min(amount, arcs.Room[edge]);
        }

        foreach (var edge in way.AsSpan(0, length))
        {
            arcs.Room[edge] -= amount;
            arcs.Room[edge ^ 1] += amount;
        }

        return amount;
    }

    /// <summary>The lists while nothing is added to them.</summary>
    private readonly ref struct Arcs(Span<int> first, Span<int> next, Span<int> to, Span<long> room)
    {
        public readonly Span<int> First = first;
        public readonly Span<int> Next = next;
        public readonly Span<int> To = to;
        public readonly Span<long> Room = room;
    }
}
