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

    /// <summary>Adds as much flow as still fits.</summary>
    public void Fill()
    {
        while (Layer())
        {
            _place = [.. _first];
            while (Push() > 0)
            {
            }
        }
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

    private bool Layer()
    {
        _level = new int[_first.Count];
        Array.Fill(_level, -1);
        _level[Source] = 0;
        var waiting = new Queue<int>([Source]);
        while (waiting.TryDequeue(out var at))
        {
            for (var edge = _first[at]; edge >= 0; edge = _next[edge])
            {
                if (_room[edge] > 0 && _level[_to[edge]] < 0)
                {
                    _level[_to[edge]] = _level[at] + 1;
                    waiting.Enqueue(_to[edge]);
                }
            }
        }

        return _level[Sink] >= 0;
    }

    /// <summary>One way through the layers, with as much as fits on it. Without recursion: a way can be long.</summary>
    private long Push()
    {
        var way = new Stack<int>();
        var at = Source;
        while (at != Sink)
        {
            var edge = _place[at];
            if (edge >= 0 && (_room[edge] == 0 || _level[_to[edge]] != _level[at] + 1))
            {
                _place[at] = _next[edge];
            }
            else if (edge >= 0)
            {
                way.Push(edge);
                at = _to[edge];
            }
            else if (way.TryPop(out var back))
            {
                at = _to[back ^ 1];
                _place[at] = _next[_place[at]];
            }
            else
            {
                return 0;
            }
        }

        var amount = way.Min(edge => _room[edge]);
        foreach (var edge in way)
        {
            _room[edge] -= amount;
            _room[edge ^ 1] += amount;
        }

        return amount;
    }
}
