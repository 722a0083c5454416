using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Media;
using Sokbo.Hosting.Operations;
using Xunit;

namespace Sokbo.Gateway.Tests.Media;

public sealed class FileMediaStoreTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_one_gateway_keeps_another_one_finds()
    {
        var name = await Store().PutAsync("a picture"u8.ToArray(), MediaType.Png, TestContext.Current.CancellationToken);

        using var reader = new StreamReader(Store().Open(name!)!);

        Assert.Equal("a picture", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Null(Store().Open(name! with { Type = MediaType.Gif }));
    }

    [Fact]
    public async Task What_a_dead_writer_has_left_is_removed_after_an_hour_and_not_before()
    {
        var incoming = Directory.CreateDirectory(_scratch["incoming"]).FullName;
        foreach (var (file, age) in new[] { ("dead", 61), ("writing", 59) })
        {
            await File.WriteAllTextAsync(Path.Combine(incoming, file), "half", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(Path.Combine(incoming, file), _time.GetUtcNow().UtcDateTime.AddMinutes(-age));
        }

        await Store().PutAsync("a picture"u8.ToArray(), MediaType.Png, TestContext.Current.CancellationToken);

        Assert.Equal(["writing"], Directory.GetFiles(incoming).Select(Path.GetFileName));
    }

    [Fact]
    public async Task It_counts_what_others_have_put_into_it()
    {
        var store = Store();
        await store.PutAsync("a picture"u8.ToArray(), MediaType.Png, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_scratch["other"], new byte[1024 * 1024], TestContext.Current.CancellationToken);

        var before = await store.PutAsync("another"u8.ToArray(), MediaType.Png, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(11));
        var after = await store.PutAsync("a third"u8.ToArray(), MediaType.Png, TestContext.Current.CancellationToken);

        Assert.NotNull(before);
        Assert.Null(after);
    }

    private FileMediaStore Store() =>
        new(Options.Create(new MediaOptions { Directory = _scratch.Path, MebibytesMax = 1 }), Options.Create(new SokboOptions()), _time);
}
