using Microsoft.Extensions.DependencyInjection;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>What articles that have a moment rely on.</summary>
public abstract partial class StoreSpecification
{
    [Fact]
    public async Task An_agenda_keeps_the_earlier_moment_until_it_is_told_the_one_that_holds()
    {
        var agenda = fixture.First.Services.GetRequiredService<IArticleAgenda>();
        var elsewhere = fixture.Second.Services.GetRequiredService<IArticleAgenda>();

        // So far off that no silo wakes the article, finds that there is none and removes the entry.
        var (article, moment) = (Unique("article-"), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        async Task<bool> IsDueAsync(double seconds) =>
            (await elsewhere.DueAsync(moment.AddSeconds(seconds), 10, CancellationToken.None)).Contains(article);

        await agenda.AddAsync(article, moment, CancellationToken.None);
        await agenda.AddAsync(article, moment.AddSeconds(10), CancellationToken.None);
        Assert.Equal((false, true), (await IsDueAsync(-0.001), await IsDueAsync(0)));

        await agenda.AddAsync(article, moment.AddSeconds(-1), CancellationToken.None);
        Assert.True(await IsDueAsync(-1));

        await agenda.SetAsync(article, moment.AddSeconds(10), CancellationToken.None);
        Assert.Equal((false, true), (await IsDueAsync(9), await IsDueAsync(10)));

        await agenda.RemoveAsync(article, CancellationToken.None);
        Assert.False(await IsDueAsync(10));
    }

    [Fact]
    public async Task A_store_tells_the_time()
    {
        var (before, agenda) = (TimeProvider.System.GetUtcNow(), fixture.First.Services.GetRequiredService<IArticleAgenda>());

        var told = await agenda.ReadClockAsync(CancellationToken.None);

        // Its clock is the one of this machine.
        Assert.InRange(told, before.AddMilliseconds(-50), TimeProvider.System.GetUtcNow().AddMilliseconds(50));
    }
}
