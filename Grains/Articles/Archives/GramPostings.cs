using System.Numerics;

namespace Sokbo.Grains.Articles.Archives;

/// <summary>
/// The articles that have a gram, as ascending numbers: a list while they are few, a bit for each article where they are
/// many. Either way what is newest is found first.
/// </summary>
internal sealed class GramPostings
{
    /// <summary>From here on a bit for each article is smaller than 32 bits for each that has it.</summary>
    private const int Density = 32;

    private const int DenseMin = 1_024;

    private int[] _list = [];
    private ulong[]? _bits;

    public int Count { get; private set; }

    public void Add(int number)
    {
        if (_bits is not null)
        {
            Set(number);
            return;
        }

        // Articles come in their order but for those that change later.
        var place = Count == 0 || _list[Count - 1] < number ? ~Count : Array.BinarySearch(_list, 0, Count, number);
        if (place >= 0)
        {
            return;
        }

        place = ~place;
        if (Count == _list.Length)
        {
            Array.Resize(ref _list, Math.Max(2, Count + (Count / 2)));
        }

        Array.Copy(_list, place, _list, place + 1, Count - place);
        _list[place] = number;
        Count++;
        if (Count >= DenseMin && (long)Count * Density > _list[Count - 1])
        {
            Spread();
        }
    }

    public void Remove(int number)
    {
        if (_bits is not null)
        {
            if (Contains(number))
            {
                _bits[number >> 6] &= ~(1UL << (number & 63));
                Count--;
            }

            return;
        }

        var place = Array.BinarySearch(_list, 0, Count, number);
        if (place >= 0)
        {
            Count--;
            Array.Copy(_list, place + 1, _list, place, Count - place);
        }
    }

    public bool Contains(int number) => _bits is { } bits
        ? number >> 6 < bits.Length && (bits[number >> 6] & (1UL << (number & 63))) != 0
        : Array.BinarySearch(_list, 0, Count, number) >= 0;

    /// <summary>The greatest that is less than <paramref name="limit"/>; -1 for none.</summary>
    public int Below(int limit)
    {
        if (_bits is null)
        {
            var place = Array.BinarySearch(_list, 0, Count, limit);
            var index = (place >= 0 ? place : ~place) - 1;
            return index >= 0 ? _list[index] : -1;
        }

        var word = Math.Min((limit - 1) >> 6, _bits.Length - 1);
        for (var mask = limit > 0 && word == (limit - 1) >> 6 ? ulong.MaxValue >> (63 - ((limit - 1) & 63)) : ulong.MaxValue; word >= 0; word--, mask = ulong.MaxValue)
        {
            if ((_bits[word] & mask) is var found && found != 0)
            {
                return (word << 6) + 63 - BitOperations.LeadingZeroCount(found);
            }
        }

        return -1;
    }

    private void Set(int number)
    {
        if (number >> 6 >= _bits!.Length)
        {
            Array.Resize(ref _bits, (number >> 6) + 1 + (_bits.Length / 4));
        }

        if (!Contains(number))
        {
            _bits[number >> 6] |= 1UL << (number & 63);
            Count++;
        }
    }

    private void Spread()
    {
        var (list, count) = (_list, Count);
        _bits = new ulong[(list[count - 1] >> 6) + 1];
        _list = [];
        Count = 0;
        foreach (var number in list.AsSpan(0, count))
        {
            Set(number);
        }
    }
}
