using Sokbo.Grains.Articles.Archives;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What the archive holds of an article.</summary>
[Collection(typeof(MeasuringAlone))]
public sealed class ArchiveMemoryTests
{
    /// <summary>450 different pairs of 60,000 an article, some of them in nearly each and most of them rare, as in texts.</summary>
    [Fact]
    public void An_article_of_usual_length_takes_four_kilobytes_at_most()
    {
        const int articles = 5_000;
        var random = new Random(11);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new ArchiveIndex();
        var stored = 0L;
        for (var number = 0; number < articles; number++)
        {
            var grams = new HashSet<uint>();
            while (grams.Count < 450)
            {
                grams.Add((uint)Math.Pow(60_000, random.NextDouble()) * 7_919);
            }

            var record = new ArchiveRecord($"article{number}", 1, 1_700_000_000_000 + number, [.. grams.Order()]);
            stored += record.Encode().Length;
            index.Put(record, before: null);
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / articles;
        GC.KeepAlive(index);
        Assert.True(held <= 4_096 && stored / articles <= 2_048, $"{held} bytes in memory, {stored / articles} in the store");
        TestContext.Current.TestOutputHelper?.WriteLine($"{held} bytes in memory, {stored / articles} in the store");
    }
}
