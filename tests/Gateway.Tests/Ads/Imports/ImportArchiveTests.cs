using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Gateway.Ads.Imports;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Imports;

public sealed class ImportArchiveTests
{
    [Fact]
    public async Task Files_are_found_by_name_also_where_names_are_in_cp949()
    {
        var (files, errors) = await ReadAsync(Zip([("배너.png", [1, 2, 3])], ImportText.Cp949));

        Assert.Empty(errors);
        Assert.Equal([1, 2, 3], files["배너.PNG"]);
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("..\\evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("C:evil.png")]
    [InlineData("folder/a.png")]
    [InlineData(".hidden")]
    [InlineData("a\nb.png")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        var (_, errors) = await ReadAsync(Zip([(name, [1])]));

        Assert.Contains("plain file name", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_name_twice_is_refused() =>
        Assert.Contains("twice", Assert.Single((await ReadAsync(Zip([("a.png", [1]), ("A.PNG", [2])]))).Errors), StringComparison.Ordinal);

    [Fact]
    public async Task What_unpacks_to_far_more_than_it_is_is_refused_before_it_is_unpacked()
    {
        var (_, errors) = await ReadAsync(Zip([("bomb.png", new byte[1024 * 1024])]));

        Assert.Contains("unpacks", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_bounded_one_by_one_in_number_and_together()
    {
        var large = RandomNumberGenerator.GetBytes(ImportArchive.EntryBytesMax);
        var tooLarge = await ReadAsync(Zip([("a.png", [.. large, 1])]));
        var tooMany = await ReadAsync(Zip([.. Enumerable.Range(0, ImportArchive.EntriesMax + 1).Select(number => ($"{number}.png", Array.Empty<byte>()))]));
        var together = await ReadAsync(Zip([.. Enumerable.Range(0, (int)(ImportArchive.TotalBytesMax / large.Length) + 1).Select(number => ($"{number}.png", large))]));

        Assert.Contains("bytes", Assert.Single(tooLarge.Errors), StringComparison.Ordinal);
        Assert.Contains("files", Assert.Single(tooMany.Errors), StringComparison.Ordinal);
        Assert.Contains("together", Assert.Single(together.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_lies_about_the_size_unpacks_no_more_than_it_says()
    {
        var zip = Zip([("a.png", RandomNumberGenerator.GetBytes(10_000))]);
        var size = BitConverter.GetBytes(10_000);
        var lies = 0;
        for (var at = zip.AsSpan().LastIndexOf(size); at >= 0; at = zip.AsSpan(0, at).LastIndexOf(size))
        {
            BitConverter.GetBytes(100).CopyTo(zip, at);
            lies++;
        }

        var (files, _) = await ReadAsync(zip);

        Assert.InRange(lies, 1, 4);
        Assert.All(files.Values, file => Assert.InRange(file.Length, 0, 100));
    }

    [Fact]
    public async Task What_is_no_zip_is_refused()
    {
        var whole = Zip([("a.png", RandomNumberGenerator.GetBytes(1_000))]);

        Assert.Contains("no ZIP", Assert.Single((await ReadAsync([1, 2, 3])).Errors), StringComparison.Ordinal);
        Assert.Contains("no ZIP", Assert.Single((await ReadAsync(whole[..^20])).Errors), StringComparison.Ordinal);
    }

    private static byte[] Zip((string Name, byte[] Content)[] files, Encoding? names = null)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, names))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static async Task<(Dictionary<string, byte[]> Files, string[] Errors)> ReadAsync(byte[] zip)
    {
        var errors = new ImportErrors();
        using var stream = new MemoryStream(zip);
        var files = await ImportArchive.ReadAsync(stream, errors, TestContext.Current.CancellationToken);
        return (files, [.. errors.Listed.Select(error => error.Message)]);
    }
}
