using System.Diagnostics;
using System.Globalization;
using System.Text;
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
        import base64, feedparser, json, sys
        def read(file):
            feed = feedparser.parse(base64.b64decode(file['bytes']), response_headers={'content-type': file['type']})
            return {
                'complaint': str(feed.get('bozo_exception', '')) if feed.bozo else '',
                'version': feed.version,
                'hubs': [link.href for link in feed.feed.links if link.rel == 'hub'],
                'titles': [entry.title for entry in feed.entries],
                'ids': len(set(entry.id for entry in feed.entries)),
                'dated': all(entry.get('published_parsed') is not None for entry in feed.entries)}
        print(json.dumps([read(file) for file in json.load(sys.stdin)]))
        """;

    private static readonly (string Path, string Version)[] Files =
        [("/rss.xml", "rss20"), ("/atom.xml", "atom10"), ("/sections/local/rss.xml", "rss20"), ("/sections/local/atom.xml", "atom10")];

    [Fact]
    public async Task Feedparser_has_no_complaint()
    {
        var (full, empty) = (await FeedsAsync(), await EmptyFeedsAsync());
        var files = new JsonArray([.. full.Concat(empty).Select(feed => new JsonObject { ["type"] = feed.Header("Content-Type"), ["bytes"] = Convert.ToBase64String(feed.Bytes) })]);

        var answer = await RunAsync("/usr/bin/python3", ["-c", Script], Encoding.UTF8.GetBytes(files.ToJsonString()));

        var read = JsonDocument.Parse(answer).RootElement.EnumerateArray().ToArray();
        Assert.Equal(2 * Files.Length, read.Length);
        foreach (var (index, feed) in read.Index())
        {
            Assert.Equal(("", Files[index % Files.Length].Version), (feed.GetProperty("complaint").GetString(), feed.GetProperty("version").GetString()));
            Assert.Equal([PagesHost.Hub], feed.GetProperty("hubs").EnumerateArray().Select(hub => hub.GetString()));
            Assert.Equal(
                index < Files.Length ? ["둘째 <기사> & \"따옴표\"", "실․국․소장 디지털‧데이터"] : [],
                feed.GetProperty("titles").EnumerateArray().Select(title => title.GetString()!).Order(StringComparer.Ordinal));
            Assert.Equal((index < Files.Length ? 2 : 0, true), (feed.GetProperty("ids").GetInt32(), feed.GetProperty("dated").GetBoolean()));
        }
    }

    [Fact]
    public async Task Newsboat_reads_every_entry()
    {
        using var directory = new ScratchDirectory();
        var urls = new StringBuilder();
        var (rss, atom, empty) = ((await FeedsAsync())[0], (await FeedsAsync())[1], await EmptyFeedsAsync());
        foreach (var (index, feed) in new[] { rss, atom, empty[0], empty[1] }.Index())
        {
            var file = directory[$"{index}.xml"];
            await File.WriteAllBytesAsync(file, feed.Bytes, TestContext.Current.CancellationToken);
            urls.Append(CultureInfo.InvariantCulture, $"file://{file}\n");
        }

        await File.WriteAllTextAsync(directory["urls"], urls.ToString(), TestContext.Current.CancellationToken);
        string[] files = ["-u", directory["urls"], "-c", directory["cache.db"], "-C", "/dev/null"];

        await RunAsync("newsboat", [.. files, "-x", "reload"], []);
        var unread = await RunAsync("newsboat", [.. files, "-x", "print-unread"], []);

        // Two of each that has any.
        Assert.StartsWith("4 ", unread, StringComparison.Ordinal);
    }

    /// <summary>With an entry that readers are to delete, where the format can say so.</summary>
    private async Task<Page[]> FeedsAsync()
    {
        var site = await host.NewSiteAsync();
        await host.PublishAsync(site, "실․국․소장 디지털‧데이터", "<p>평택시는 &lt;지난&gt; 10일 <b>보고회</b>를 열었다.</p>", new JsonObject { ["byline"] = "김기자" });
        await host.PublishAsync(site, "둘째 <기사> & \"따옴표\"", more: new JsonObject { ["tags"] = new JsonArray("시정") });
        var gone = await host.PublishAsync(site, "취소될 기사");
        await host.SendAsync(HttpMethod.Post, $"articles/{gone}/retract", new JsonObject { ["reason"] = "사실과 다름" });
        return await Task.WhenAll(Files.Select(file => host.UntilAsync(site, file.Path, page =>
            page.Html.Contains("디지털‧데이터", StringComparison.Ordinal) && page.Html.Contains("따옴표", StringComparison.Ordinal)
            && !page.Html.Contains("취소될", StringComparison.Ordinal) && (page.Html.Contains("deleted-entry", StringComparison.Ordinal) || file.Version == "rss20"))));
    }

    private async Task<Page[]> EmptyFeedsAsync()
    {
        var site = await host.NewSiteAsync();
        return await Task.WhenAll(Files.Select(file => host.GetAsync(site, file.Path)));
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
