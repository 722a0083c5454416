using System.Numerics;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Sets of campaigns as bits, by the campaign's place in its catalogue. All sets of a catalogue have the same length.</summary>
internal static class CampaignBits
{
    /// <summary>As many campaigns as a catalogue holds at most, rounded up.</summary>
    public const int WordsMax = 32;

    private const int WordBits = 64;

    public static int WordsFor(int campaigns) => (campaigns + WordBits - 1) / WordBits;

    public static bool Has(ReadOnlySpan<ulong> set, int campaign) => (set[campaign / WordBits] & (1UL << (campaign % WordBits))) != 0;

    public static void Add(Span<ulong> set, int campaign) => set[campaign / WordBits] |= 1UL << (campaign % WordBits);

    public static void And(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var word = 0; word < set.Length; word++)
        {
            set[word] &= other[word];
        }
    }

    public static void Or(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var word = 0; word < set.Length; word++)
        {
            set[word] |= other[word];
        }
    }

    public static void Except(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var word = 0; word < set.Length; word++)
        {
            set[word] &= ~other[word];
        }
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The first member at or after the place; −1 when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> set, int from)
    {
        var index = from / WordBits;
        if (index >= set.Length)
        {
            return -1;
        }

        var word = set[index] & (ulong.MaxValue << (from % WordBits));
        while (word == 0)
        {
            if (++index == set.Length)
            {
                return -1;
            }

            word = set[index];
        }

        return (index * WordBits) + BitOperations.TrailingZeroCount(word);
    }

    /// <summary>The member with that many members before it.</summary>
    public static int Member(ReadOnlySpan<ulong> set, int place)
    {
        for (var index = 0; index < set.Length; index++)
        {
            var members = BitOperations.PopCount(set[index]);
            if (place >= members)
            {
                place -= members;
                continue;
            }

            var word = set[index];
            for (; place > 0; place--)
            {
                word &= word - 1;
            }

            return (index * WordBits) + BitOperations.TrailingZeroCount(word);
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "The set has fewer members.");
    }
}
