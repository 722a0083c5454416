using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What goes over the wire to a hub, and what its answers mean.</summary>
public sealed class HubTests
{
    private static readonly string[] Feeds = ["https://news.example.kr/rss.xml", "https://news.example.kr/sections/local/atom.xml"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("204 No Content", true)]
    [InlineData("202 Accepted", true)]
    [InlineData("302 Found", false)]
    [InlineData("500 Internal Server Error", false)]
    public async Task A_hub_is_told_of_all_feeds_at_once_and_only_2xx_is_success(string answer, bool told)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var hub = new HubClient(Options.Create(new WebSubOptions { Hub = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hub" }));
        var served = ServeAsync(listener, answer);

        var outcome = await hub.PublishAsync(Feeds, Cancellation);

        var (line, form) = await served;
        Assert.Equal((told, "POST /hub HTTP/1.1"), (outcome, line));
        var values = HttpUtility.ParseQueryString(form);
        Assert.Equal("publish", values["hub.mode"]);
        Assert.Equal(Feeds, values.GetValues("hub.url"));
        Assert.Equal(Feeds, values.GetValues("hub.topic"));
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_no_exception()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var hub = new HubClient(Options.Create(new WebSubOptions { Hub = $"http://127.0.0.1:{port}/" }));

        Assert.False(await hub.PublishAsync(Feeds, Cancellation));
    }

    [Theory]
    [InlineData("", "https", true)]
    [InlineData("https://hub.example/", "https", true)]
    [InlineData("hub.example", "https", false)]
    [InlineData("ftp://hub.example/", "https", false)]
    [InlineData("https://hub.example/", "gopher", false)]
    public void A_hub_is_an_address_of_the_web(string hub, string scheme, bool holds) =>
        Assert.Equal(holds, new WebSubOptions { Hub = hub, Scheme = scheme }.Problem is null);

    private static async Task<(string Line, string Form)> ServeAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var line = await reader.ReadLineAsync(Cancellation);
        var length = 0;
        while (await reader.ReadLineAsync(Cancellation) is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header[15..], System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        var form = new char[length];
        await reader.ReadBlockAsync(form, Cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n\r\n"), Cancellation);
        return (line!, new string(form));
    }
}
