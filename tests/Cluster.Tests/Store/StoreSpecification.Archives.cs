using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Grains.Articles.Archives;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>What search and export rely on.</summary>
public abstract partial class StoreSpecification
{
    [Fact]
    public async Task An_archive_gives_back_the_newest_record_of_each_article_of_its_site()
    {
        IArchiveStore[] stores = [fixture.First.Services.GetRequiredService<IArchiveStore>(), fixture.Second.Services.GetRequiredService<IArchiveStore>()];
        var (site, other) = (Unique("site-"), Unique("site-"));
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(number =>
            stores[number % 2].WriteAsync(site, $"a{number}", Encoding.UTF8.GetBytes($"before {number}"), CancellationToken.None)));
        await stores[0].WriteAsync(other, "a0", [1], CancellationToken.None);
        await stores[1].WriteAsync(site, "a7", [0, 255, 13, 10], CancellationToken.None);

        var all = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var (article, record) in stores[0].ReadAllAsync(site, CancellationToken.None))
        {
            all[article] = record;
        }

        Assert.Equal(1_200, all.Count);
        Assert.Equal([0, 255, 13, 10], all["a7"]);
        Assert.Equal("before 8", Encoding.UTF8.GetString(all["a8"]));
        Assert.Equal([0, 255, 13, 10], await stores[0].ReadAsync(site, "a7", CancellationToken.None));
        Assert.Null(await stores[0].ReadAsync(site, "a1200", CancellationToken.None));
    }
}
