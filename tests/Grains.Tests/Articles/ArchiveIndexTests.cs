using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Articles.Archives;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ArchiveIndexTests
{
    [Fact]
    public void It_finds_what_a_list_finds() =>
        Gen.Select(Gen.Int[0, 30], Gen.UInt[0, 12].Array[0, 8].Select(grams => grams.Distinct().Order().ToArray())).Array[1, 120]
            .Select(Gen.UInt[0, 12].Array[1, 3], Gen.Int[1, 7])
            .Sample((puts, wanted, count) =>
            {
                var index = new ArchiveIndex();
                var order = new List<string>();
                var records = new Dictionary<string, ArchiveRecord>();
                foreach (var (article, grams) in puts)
                {
                    var next = new ArchiveRecord($"a{article}", 1, 0, grams);
                    index.Put(next, records.GetValueOrDefault(next.Id));
                    if (records.TryAdd(next.Id, next))
                    {
                        order.Add(next.Id);
                    }

                    records[next.Id] = next;
                }

                var expected = Enumerable.Reverse(order).Where(id => wanted.All(records[id].Grams.Contains)).ToArray();
                var found = new List<string>();
                string? after = null;
                do
                {
                    var page = index.Find([.. wanted.Distinct()], after, count);
                    found.AddRange(page.Ids);
                    after = page.Next;
                }
                while (after is not null);
                return found.SequenceEqual(expected);
            });

    [Fact]
    public void Postings_are_the_same_as_a_set_few_or_many() =>
        Gen.Select(Gen.Int[0, 4_000], Gen.Bool).Array[0, 6_000].Sample(
            steps =>
            {
                var postings = new GramPostings();
                var set = new SortedSet<int>();
                foreach (var (number, adds) in steps)
                {
                    if (adds || number % 3 == 0)
                    {
                        postings.Add(number);
                        set.Add(number);
                    }
                    else
                    {
                        postings.Remove(number);
                        set.Remove(number);
                    }
                }

                var down = new List<int>();
                for (var at = postings.Below(5_000); at >= 0; at = postings.Below(at))
                {
                    down.Add(at);
                }

                return postings.Count == set.Count && down.SequenceEqual(set.Reverse());
            },
            iter: 30);

    [Fact]
    public void A_record_comes_back_as_it_was() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Long[0, 4_000_000_000_000], Gen.UInt.Array[0, 50]).Sample((revision, at, grams) =>
        {
            var record = new ArchiveRecord("a", revision, at, [.. grams.Distinct().Order()]);
            var back = ArchiveRecord.Decode("a", record.Encode());
            return back with { Grams = record.Grams } == record && back.Grams.SequenceEqual(record.Grams);
        });

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 9 })]
    [InlineData(new byte[] { 1, 1, 1, 5, 1 })]
    public void A_broken_record_is_said_to_be_one(byte[] content) => Assert.Throws<FormatException>(() => ArchiveRecord.Decode("a", content));

    /// <summary>What a search looks at does not grow with the archive: not for what is everywhere, not for what is rare.</summary>
    [Fact]
    public void A_hundred_times_the_articles_cost_no_more_looks()
    {
        var (few, many) = (Filled(1_000), Filled(100_000));

        foreach (var grams in new ImmutableArray<uint>[] { [1], [1, 2], [1, 100], [7] })
        {
            few.Find(grams, null, 20);
            var looks = few.Looks;
            many.Find(grams, null, 20);
            Assert.True(many.Looks <= Math.Max(2 * looks, 40), $"{string.Join(',', grams)}: {looks} and {many.Looks}");
        }

        // Two words that are common and never together: it ends at its bound, and says where to go on.
        var page = many.Find([3, 4], null, 20);
        Assert.Equal((ArchiveIndex.LooksMax, 0, false), (many.Looks, page.Ids.Length, page.Next is null));
    }

    private static ArchiveIndex Filled(int articles)
    {
        var index = new ArchiveIndex();
        for (var number = 0; number < articles; number++)
        {
            var grams = new List<uint> { 1, number % 2 == 0 ? 3u : 4u };
            if (number % 2 == 0)
            {
                grams.Add(2);
            }

            if (number % 50 == 0)
            {
                grams.Add(7);
            }

            if (number >= articles - 100)
            {
                grams.Add(100);
            }

            index.Put(new ArchiveRecord($"a{number}", 1, number, [.. grams.Order()]), before: null);
        }

        return index;
    }
}
