using System.Text;
using CsCheck;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Events;

/// <summary>
/// Requests for event streams with whatever in their query and headers: each gets a stream or a refusal, none a failure,
/// and an id that is none costs nothing but the resume.
/// </summary>
public sealed class EventStreamFuzzTests
{
    private static readonly TopicName Topic = TopicName.Article("a1");

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[0, 40], Gen.String[Gen.Char['\u0020', '\u007e'], 0, 40], Gen.Const("article/a1"), Gen.Const("e1:1"),
        Gen.Const("-9223372036854775808"), Gen.Const("99999999999999999999"), Gen.Int[1, 2_500].Select(length => new string('x', length)));

    /// <summary>What stands in a resume id, more or less.</summary>
    private static readonly Gen<string> Id = Gen.Select(Gen.Bool, Word.Array[0, 4], (isTagged, parts) =>
        string.Join(';', [isTagged ? Sokbo.Gateway.Delivery.Events.EventId.Tag(["article/a1"]) : "x", .. parts]));

    private static readonly Gen<byte[]> Requests = Gen.Select(
        Word.Array[0, 40], Id, Id, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3_000], Gen.Byte).Array[0, 3], (topics, id, queryId, changes) =>
    {
        var query = string.Join('&', topics.Select(topic => $"topic={Uri.EscapeDataString(topic)}").Append($"lastEventId={Uri.EscapeDataString(queryId)}"));

        // A header's value may be any byte but a line break; what would break the line is tried by the changes.
        var header = new string([.. id.Select(letter => letter is '\r' or '\n' or '\0' ? '?' : (char)(letter & 0xff))]);
        var text = $"GET /live/events?topic=article/a1&{query} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nLast-Event-ID: {header}\r\nConnection: close\r\n\r\n";
        return Fuzz.Break(Encoding.Latin1.GetBytes(text), changes, []);
    });

    [Fact]
    public async Task Whatever_is_asked_gets_a_stream_or_a_refusal()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("ConnectionsPerAddressMax", "100000"), ("ConnectsPerSecondMax", "100000"), ("UnknownMilliseconds", "60000"), ("UnknownTopicsMax", "500")]);
        var owner = gateway.Cluster.Add(Topic);
        await using var bystander = await EventReader.OpenAsync(gateway, "topic=article/a1");
        await bystander.NextUpdateAsync();

        await Fuzz.ForEachAsync(Requests, Fuzz.Times(300), async bytes =>
        {
            using var reader = await RawReader.ConnectAsync(gateway);

            // A request whose end was broken is completed by the second empty line.
            await reader.WriteAsync([.. bytes, .. "\r\n\r\n"u8]);
            var status = (await reader.HeadAsync())[..12];
            Assert.Contains(status, Statuses);
        });

        await Eventually.TrueAsync(() => gateway.Connections == 1);
        await owner.ChangeAsync("둘");
        Assert.Equal("둘", (await bystander.NextUpdateAsync()).Update.Data.Headline);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("x;e1:1")]
    [InlineData("TAG;e1")]
    [InlineData("TAG;e1:")]
    [InlineData("TAG;e1:-1")]
    [InlineData("TAG;e1:99999999999999999999")]
    [InlineData("TAG;e1:1;e1:1")]
    [InlineData("TAG;:1")]
    public async Task An_id_that_is_none_gets_the_state(string id)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Add(Topic);
        var sent = id.Replace("TAG", Sokbo.Gateway.Delivery.Events.EventId.Tag(["article/a1"]), StringComparison.Ordinal);

        await using var reader = await EventReader.OpenAsync(gateway, "topic=article/a1", sent);

        Assert.Equal("snapshot", (await reader.NextUpdateAsync()).Update.Kind);
    }

    [Fact]
    public async Task Longer_than_a_request_may_be_is_refused_by_the_web_server()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Cluster.Add(Topic);

        Assert.Equal("HTTP/1.1 414", await AskAsync(gateway, $"/live/events?topic={new string('x', 10_000)}", ""));
        Assert.Equal("HTTP/1.1 431", await AskAsync(gateway, "/live/events?topic=article/a1", $"Last-Event-ID: {new string('x', 40_000)}\r\n"));
    }

    private static string[] Statuses { get; } =
        ["HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 404", "HTTP/1.1 405", "HTTP/1.1 414", "HTTP/1.1 431", "HTTP/1.1 501", "HTTP/1.1 505"];

    private static async Task<string> AskAsync(TestGateway gateway, string target, string headers)
    {
        using var reader = await RawReader.ConnectAsync(gateway);
        await reader.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"));
        return (await reader.HeadAsync())[..12];
    }
}
