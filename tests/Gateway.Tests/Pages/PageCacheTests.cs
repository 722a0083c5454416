using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Pages;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class PageCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private int _rendered;

    [Fact]
    public async Task A_page_is_rendered_again_when_something_it_shows_is_another_one_and_after_a_second()
    {
        var cache = new PageCache();

        var first = await GetAsync(cache, "a", 1);
        var same = await GetAsync(cache, "a", 1);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        var young = await GetAsync(cache, "a", 1);
        Assert.Equal((1, first, first), (_rendered, same, young));

        await GetAsync(cache, "a", 2);
        Assert.Equal(2, _rendered);
        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(cache, "a", 2);
        Assert.Equal(3, _rendered);
    }

    [Fact]
    public async Task A_page_that_is_rendered_again_as_it_was_is_not_packed_again()
    {
        var cache = new PageCache();
        var first = await GetAsync(cache, "a", 1);
        _time.Advance(TimeSpan.FromSeconds(5));
        var same = await GetAsync(cache, "a", 1);
        var other = await GetAsync(cache, "a", 2);

        Assert.Equal((_time.GetUtcNow(), first.Document), (same.RenderedAt, same.Document));
        Assert.NotEqual(first.Document.TagOf(ContentCoding.Plain), other.Document.TagOf(ContentCoding.Plain));
    }

    [Fact]
    public async Task A_page_is_not_for_another_minute_than_its_own()
    {
        var cache = new PageCache();
        _time.Advance(TimeSpan.FromSeconds(60 - (_time.GetUtcNow().ToUnixTimeSeconds() % 60)) - TimeSpan.FromMilliseconds(1));
        await GetAsync(cache, "a", 1);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await GetAsync(cache, "a", 1);

        Assert.Equal(2, _rendered);
    }

    [Fact]
    public async Task However_many_addresses_a_stranger_invents_a_bounded_number_is_kept()
    {
        var cache = new PageCache();
        var kept = await WeakAsync(cache);

        for (var address = 0; address < 600; address++)
        {
            await GetAsync(cache, $"host {address}", 1);
        }

        GC.Collect();
        Assert.False(kept.IsAlive);
    }

    [Fact]
    public async Task However_many_ask_at_once_one_renders_and_a_failure_is_not_kept()
    {
        var cache = new PageCache();
        var rendering = new TaskCompletionSource();
        var rendered = 0;
        async Task<RenderedPage> RenderAsync(RenderedPage? before)
        {
            Interlocked.Increment(ref rendered);
            await rendering.Task;
            return KeptPagesTests.Page(_time.GetUtcNow(), before: before);
        }

        var asked = Enumerable.Range(0, 20).Select(_ => cache.Get("a", _time.GetUtcNow(), [1], RenderAsync).AsTask()).ToArray();
        rendering.SetException(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(asked));
        Assert.Equal(1, rendered);

        Assert.NotNull(await GetAsync(cache, "a", 1));
        Assert.Equal(1, _rendered);
    }

    private async Task<WeakReference> WeakAsync(PageCache cache) => new(await GetAsync(cache, "first", 1));

    private ValueTask<RenderedPage> GetAsync(PageCache cache, string key, int source) => cache.Get(key, _time.GetUtcNow(), [source, "same"], before =>
    {
        _rendered++;
        return Task.FromResult(KeptPagesTests.Page(_time.GetUtcNow(), html: $"<p>{source}", before: before));
    });
}
