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
        var name = Name("a picture");
        Assert.True(await Store().PutAsync(name, "a picture"u8.ToArray(), TestContext.Current.CancellationToken));

        using var reader = new StreamReader((await Store().OpenAsync(name, TestContext.Current.CancellationToken))!);

        Assert.Equal("a picture", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Null(await Store().OpenAsync(name with { Type = MediaType.Gif }, TestContext.Current.CancellationToken));
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

        await Store().PutAsync(Name("a picture"), "a picture"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(["writing"], Directory.GetFiles(incoming).Select(Path.GetFileName));
    }

    [Fact]
    public async Task It_counts_what_others_have_put_into_it()
    {
        var store = Store();
        await store.PutAsync(Name("a picture"), "a picture"u8.ToArray(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_scratch["other"], new byte[1024 * 1024], TestContext.Current.CancellationToken);

        Assert.Equal("a picture".Length, store.Weigh());
        var before = await store.PutAsync(Name("another"), "another"u8.ToArray(), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(11));
        var after = await store.PutAsync(Name("a third"), "a third"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal((true, false), (before, after));
        Assert.Equal("a picture".Length + "another".Length + (1024 * 1024), store.Weigh());
    }

    [Fact]
    public async Task What_is_removed_is_gone_and_makes_room()
    {
        var store = Store();
        var content = new byte[700 * 1024];
        var (name, smaller) = (MediaName.Of(content, MediaType.WebP) with { Shelf = MediaShelf.Pictures }, MediaName.Of(content, MediaType.WebP) with { Shelf = MediaShelf.Pictures, Width = 480 });
        await store.PutAsync(name, content, TestContext.Current.CancellationToken);
        var full = await store.PutAsync(smaller, content, TestContext.Current.CancellationToken);

        await store.RemoveAsync(name, TestContext.Current.CancellationToken);
        await store.RemoveAsync(name, TestContext.Current.CancellationToken);

        Assert.False(full);
        Assert.Null(await store.OpenAsync(name, TestContext.Current.CancellationToken));
        Assert.True(await store.PutAsync(smaller, content, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("-480.webp", 480)]
    [InlineData(".jpg", 0)]
    [InlineData("-0.webp", null)]
    [InlineData("-0480.webp", null)]
    [InlineData("-480.jpg", null)]
    [InlineData("-100000.webp", null)]
    [InlineData("-.webp", null)]
    [InlineData("-4/8.webp", null)]
    [InlineData(".html", null)]
    public void One_form_of_a_picture_has_one_name(string end, int? width)
    {
        var hash = new string('a', 64);

        Assert.Equal(width, MediaName.ParsePicture(hash + end)?.Width);
        Assert.Equal(width is null ? null : $"/pictures/{hash}{end}", MediaName.ParsePicture(hash + end)?.Path);
    }

    private static MediaName Name(string content) => MediaName.Of(System.Text.Encoding.UTF8.GetBytes(content), MediaType.Png);

    private FileMediaStore Store() =>
        new(Options.Create(new MediaOptions { Directory = _scratch.Path, MebibytesMax = 1 }), Options.Create(new SokboOptions()), _time);
}
