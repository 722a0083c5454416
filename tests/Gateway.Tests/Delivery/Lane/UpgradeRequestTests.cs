using System.Text;
using CsCheck;
using Sokbo.Gateway.Delivery.Lane;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

public sealed class UpgradeRequestTests
{
    private static readonly byte[] Path = "/live"u8.ToArray();

    [Theory]
    [InlineData("/live", "")]
    [InlineData("/live?id=abc", "Origin: https://news.example.kr\r\n")]
    [InlineData("/live", "Cookie: a=b; c=d\r\nSec-WebSocket-Extensions: permessage-deflate\r\nUser-Agent: x\r\n")]
    public void A_plain_upgrade_is_taken(string path, string extra)
    {
        var bytes = ClientBytes.Upgrade(path, extra);

        var verdict = UpgradeRequest.Read(bytes, Path, out var request);

        Assert.Equal(UpgradeVerdict.Reader, verdict);
        Assert.Equal((bytes.Length, "dGhlIHNhbXBsZSBub25jZQ==", "localhost"), (request!.Length, request.Key, request.Host));
        Assert.Equal(extra.StartsWith("Origin", StringComparison.Ordinal) ? "https://news.example.kr" : null, request.Origin);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET /lively HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /live/events HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST /live HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("GET /live HTTP/1.0\r\nHost: a\r\n\r\n")]
    [InlineData("GET /live HTTP/1.1\r\n\r\n")]
    public void Anything_else_is_foreign(string text) =>
        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(Encoding.Latin1.GetBytes(text), Path, out _));

    [Theory]
    [InlineData("Authorization: Bearer x\r\n")]
    [InlineData("Content-Length: 0\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    [InlineData("Sec-WebSocket-Protocol: chat\r\n")]
    [InlineData("Host: other\r\n")]
    [InlineData("Upgrade: websocket\r\n")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    [InlineData("Origin: https://a.example\r\nOrigin: https://b.example\r\n")]
    [InlineData("X-Bad\r\n")]
    [InlineData("X Bad: 1\r\n")]
    [InlineData(": 1\r\n")]
    [InlineData("X: 1\r\n folded\r\n")]
    [InlineData("X: a\nY: b\r\n")]
    [InlineData("X: \u0001\r\n")]
    public void What_is_unusual_is_left_to_the_server_behind(string extra) =>
        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(ClientBytes.Upgrade(extra: extra), Path, out _));

    [Theory]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "short")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZSEh")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", "!GhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Version: 13", "Version: 8")]
    [InlineData("keep-alive, Upgrade", "keep-alive")]
    [InlineData("websocket", "h2c")]
    [InlineData("Host: localhost", "Host:")]
    public void An_upgrade_that_lacks_what_it_needs_is_left_to_the_server_behind(string right, string wrong)
    {
        var text = Encoding.ASCII.GetString(ClientBytes.Upgrade()).Replace(right, wrong, StringComparison.Ordinal);

        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(Encoding.ASCII.GetBytes(text), Path, out _));
    }

    [Theory]
    [InlineData("/live?access_token=x")]
    [InlineData("/live?id=\u007f")]
    [InlineData("/live x")]
    public void A_target_that_says_more_is_left_to_the_server_behind(string target) =>
        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(ClientBytes.Upgrade(target), Path, out _));

    [Fact]
    public void Every_beginning_of_an_upgrade_is_incomplete()
    {
        var bytes = ClientBytes.Upgrade("/live?id=1", "Origin: https://a.example\r\n");

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(UpgradeVerdict.Incomplete, UpgradeRequest.Read(bytes.AsSpan(0, length), Path, out _));
        }
    }

    [Fact]
    public void A_head_without_end_is_given_up_at_its_bound()
    {
        var bytes = ClientBytes.Upgrade(extra: $"X: {new string('x', 2 * UpgradeRequest.BytesMax)}\r\n");

        Assert.Equal(UpgradeVerdict.Incomplete, UpgradeRequest.Read(bytes.AsSpan(0, UpgradeRequest.BytesMax - 1), Path, out _));
        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(bytes.AsSpan(0, UpgradeRequest.BytesMax), Path, out _));
        Assert.Equal(UpgradeVerdict.Foreign, UpgradeRequest.Read(bytes, Path, out _));
    }

    [Fact]
    public void Broken_bytes_never_throw_and_are_never_taken_without_a_key_and_a_host() => Gen.Select(
        Gen.Select(Gen.Int[0, 220], Gen.Byte).Array[1, 4], Gen.Int[0, 240]).Sample((changes, length) =>
    {
        var bytes = ClientBytes.Upgrade("/live?id=1", "Origin: https://a.example\r\n");
        foreach (var (at, value) in changes)
        {
            bytes[at % bytes.Length] = value;
        }

        var part = bytes.AsSpan(0, Math.Min(length + 20, bytes.Length));
        var verdict = UpgradeRequest.Read(part, Path, out var request);

        Assert.Equal(verdict == UpgradeVerdict.Reader, request is not null);
        if (request is not null)
        {
            Assert.Equal(16, Convert.FromBase64String(request.Key).Length);
            Assert.NotEmpty(request.Host);
            Assert.Equal(part.Length, request.Length);
        }
    });

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        byte[] behind = [.. "GET /live"u8, .. bytes, .. "\r\n\r\n"u8];

        Assert.NotEqual(UpgradeVerdict.Reader, UpgradeRequest.Read(bytes, Path, out _));
        Assert.NotEqual(UpgradeVerdict.Reader, UpgradeRequest.Read(behind, Path, out _));
    });
}
