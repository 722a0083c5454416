using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles.Archives;

namespace Sokbo.Grains.Articles.Archives;

/// <summary>
/// All articles of a site in the order of their publication, and for each gram those that have it. In memory: 3 kB an
/// article at most. What a search costs follows from what it looks at, and that is bounded.
/// </summary>
internal sealed class ArchiveIndex
{
    /// <summary>Articles that one search looks at.</summary>
    public const int LooksMax = 20_000;

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, GramPostings> _grams = [];

    public int Count => _ids.Count;

    /// <summary>How many articles the last search has looked at.</summary>
    public int Looks { get; private set; }

    /// <param name="next">What an article is now.</param>
    /// <param name="before">What it was when it was put the last time; null for never.</param>
    public void Put(ArchiveRecord next, ArchiveRecord? before)
    {
        if (!_numbers.TryGetValue(next.Id, out var number))
        {
            number = _ids.Count;
            _ids.Add(next.Id);
            _numbers.Add(next.Id, number);
        }

        foreach (var gram in before is null ? [] : before.Grams.Except(next.Grams))
        {
            if (_grams.TryGetValue(gram, out var postings))
            {
                postings.Remove(number);
                if (postings.Count == 0)
                {
                    _grams.Remove(gram);
                }
            }
        }

        foreach (var gram in next.Grams)
        {
            if (!_grams.TryGetValue(gram, out var postings))
            {
                _grams.Add(gram, postings = new GramPostings());
            }

            postings.Add(number);
        }
    }

    /// <summary>Newest first. <see cref="ArchivePage.Next"/> is the last article that was looked at, found or not.</summary>
    public ArchivePage Find(ImmutableArray<uint> grams, string? after, int count)
    {
        Looks = 0;
        var lists = new List<GramPostings>(grams.Length);
        foreach (var gram in grams)
        {
            if (!_grams.TryGetValue(gram, out var postings))
            {
                return new ArchivePage([], null);
            }

            lists.Add(postings);
        }

        // The rarest leads: the others are only asked whether they have what it has.
        lists.Sort(static (left, right) => left.Count.CompareTo(right.Count));
        var found = ImmutableArray.CreateBuilder<string>();
        var number = after is not null && _numbers.TryGetValue(after, out var last) ? last : after is null ? _ids.Count : -1;
        while (lists.Count > 0 && (number = lists[0].Below(number)) >= 0)
        {
            Looks++;
            if (lists.TrueForAll(list => list.Contains(number)))
            {
                found.Add(_ids[number]);
            }

            if (found.Count == count || Looks == LooksMax)
            {
                return new ArchivePage(found.ToImmutable(), _ids[number]);
            }
        }

        return new ArchivePage(found.ToImmutable(), null);
    }

    /// <summary>Oldest first.</summary>
    public ArchivePage List(string? after, int count)
    {
        var start = after is null ? 0 : _numbers.TryGetValue(after, out var last) ? last + 1 : _ids.Count;
        var end = Math.Min(start + count, _ids.Count);
        return new ArchivePage([.. _ids.GetRange(start, end - start)], end < _ids.Count ? _ids[end - 1] : null);
    }
}
