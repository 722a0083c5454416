using Microsoft.Extensions.Options;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ErasureRegisterTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"sokbo-erasures-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task What_was_erased_is_known_to_the_next_process_and_a_line_that_was_cut_off_harms_no_other()
    {
        using (var first = Open(_path))
        {
            await first.AddAsync("a1", TestContext.Current.CancellationToken);
            await first.AddAsync("a1", TestContext.Current.CancellationToken);
        }

        await File.AppendAllTextAsync(_path, "cut off …", TestContext.Current.CancellationToken);
        using (var second = Open(_path))
        {
            await second.AddAsync("a2", TestContext.Current.CancellationToken);
        }

        using var third = Open(_path);
        Assert.Equal(["a1", "a2"], third.All.Order(StringComparer.Ordinal));
        Assert.True(third.Contains("a2") && !third.Contains("a3"));
    }

    [Fact]
    public async Task Without_a_file_nothing_is_kept()
    {
        using var none = Open("");

        await none.AddAsync("a1", TestContext.Current.CancellationToken);

        Assert.Empty(none.All);
    }

    private static FileErasureRegister Open(string path) => new(Options.Create(new ArticlesOptions { ErasuresFile = path }));
}
