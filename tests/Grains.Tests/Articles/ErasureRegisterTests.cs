using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ErasureRegisterTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"sokbo-erasures-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_erased_is_known_to_the_next_process_and_a_line_that_was_cut_off_harms_no_other()
    {
        using (var first = Open(_path))
        {
            await first.AddAsync("a1", TestContext.Current.CancellationToken);
            await first.AddAsync("a1", TestContext.Current.CancellationToken);
        }

        await File.AppendAllTextAsync(Directory.GetFiles(_path).Single(), "cut off …", TestContext.Current.CancellationToken);
        using (var second = Open(_path))
        {
            await second.AddAsync("a2", TestContext.Current.CancellationToken);
        }

        using var third = Open(_path);
        Assert.Equal(["a1", "a2"], third.All.Order(StringComparer.Ordinal));
        Assert.True(third.Contains("a2") && !third.Contains("a3"));
    }

    [Fact]
    public async Task Processes_that_share_the_directory_write_at_once_and_each_is_read()
    {
        var registers = Enumerable.Range(0, 4).Select(_ => Open(_path)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => registers[number % 4].AddAsync($"a{number}", TestContext.Current.CancellationToken)));
        Array.ForEach(registers, register => register.Dispose());

        using var next = Open(_path);
        Assert.Equal(200, next.All.Count);
    }

    [Fact]
    public async Task Without_a_directory_nothing_is_kept()
    {
        using var none = Open("");

        await none.AddAsync("a1", TestContext.Current.CancellationToken);

        Assert.Empty(none.All);
    }

    private static FileErasureRegister Open(string path) => new(Options.Create(new ArticlesOptions { ErasuresDirectory = path }), NullLogger<FileErasureRegister>.Instance);
}
