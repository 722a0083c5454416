using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Tests.Pages;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>Feeds in the hands of readers that others have written.</summary>
[Trait("Pace", "slow")]
public sealed class FeedReadersTests(PagesHost host)
{
    private const string Script = """
        import feedparser, json, sys
        feed = feedparser.parse(sys.stdin.buffer.read(), response_headers={'content-type': sys.argv[1]})
        print(json.dumps({
            'complaint': str(feed.get('bozo_exception', '')) if feed.bozo else '',
            'version': feed.version,
            'titles': [entry.title for entry in feed.entries],
            'ids': len(set(entry.id for entry in feed.entries)),
            'dated': all(entry.get('published_parsed') is not None for entry in feed.entries)}))
        """;

    [Theory]
    [InlineData("/rss.xml", "rss20")]
    [InlineData("/atom.xml", "atom10")]
    [InlineData("/sections/local/rss.xml", "rss20")]
    [InlineData("/sections/local/atom.xml", "atom10")]
    public async Task Feedparser_has_no_complaint(string path, string version)
    {
        var feed = await FeedAsync(path);

        var answer = await RunAsync("/usr/bin/python3", ["-c", Script, feed.Header("Content-Type")!], feed.Bytes);

        var read = JsonDocument.Parse(answer).RootElement;
        Assert.Equal(("", version), (read.GetProperty("complaint").GetString(), read.GetProperty("version").GetString()));
        Assert.Equal(["둘째 <기사> & \"따옴표\"", "실․국․소장 디지털‧데이터"], read.GetProperty("titles").EnumerateArray().Select(title => title.GetString()).Order(StringComparer.Ordinal));
        Assert.Equal((2, true), (read.GetProperty("ids").GetInt32(), read.GetProperty("dated").GetBoolean()));
    }

    [Theory]
    [InlineData("/rss.xml")]
    [InlineData("/atom.xml")]
    public async Task Newsboat_reads_every_entry(string path)
    {
        var feed = await FeedAsync(path);
        using var directory = new ScratchDirectory();
        await File.WriteAllBytesAsync(directory["feed.xml"], feed.Bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory["urls"], $"file://{directory["feed.xml"]}\n", TestContext.Current.CancellationToken);
        string[] files = ["-u", directory["urls"], "-c", directory["cache.db"], "-C", "/dev/null"];

        await RunAsync("newsboat", [.. files, "-x", "reload"], []);
        var unread = await RunAsync("newsboat", [.. files, "-x", "print-unread"], []);

        Assert.StartsWith("2 ", unread, StringComparison.Ordinal);
    }

    private async Task<Page> FeedAsync(string path)
    {
        var site = await host.NewSiteAsync();
        await host.PublishAsync(site, "실․국․소장 디지털‧데이터", "<p>평택시는 &lt;지난&gt; 10일 <b>보고회</b>를 열었다.</p>", new JsonObject { ["byline"] = "김기자" });
        await host.PublishAsync(site, "둘째 <기사> & \"따옴표\"", more: new JsonObject { ["tags"] = new JsonArray("시정") });
        return await host.UntilAsync(site, path, page =>
            page.Html.Contains("디지털‧데이터", StringComparison.Ordinal) && page.Html.Contains("따옴표", StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(string file, string[] arguments, byte[] input)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = Path.GetTempPath();
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{file} ended with {process.ExitCode}: {await errors}");
        return output;
    }
}
