using System.Buffers.Text;
using CsCheck;
using Sokbo.Gateway.Ads.Links;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Links;

public sealed class LinkTokenProperties
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(at => (byte)at)];

    private static readonly Gen<string> AnyId = Gen.Char["abcxyzABC0189-_"].Array[1, 64].Select(letters => new string(letters));

    private static readonly Gen<LinkToken> AnyToken = Gen.Select(AnyId, AnyId, AnyId, Gen.Long[0, 253_402_300_799])
        .Select((site, campaign, link, until) => new LinkToken(site, campaign, link, DateTimeOffset.FromUnixTimeSeconds(until)));

    [Fact]
    public void What_was_signed_is_read_and_genuine_and_short_enough() => AnyToken.Sample(token =>
    {
        var text = token.Sign(Key);

        Assert.InRange(text.Length, 1, LinkToken.LengthMax);
        Assert.Equal(token, LinkToken.Read(text));
        Assert.True(LinkToken.Read(text)!.IsGenuine(text, Key));
        Assert.False(LinkToken.Read(text)!.IsGenuine(text, [.. Key.Select(part => (byte)~part)]));
        Assert.False(LinkToken.Read(text)!.IsGenuine(text, []));
    });

    [Fact]
    public void One_changed_bit_or_another_form_of_the_text_is_not_genuine() => Gen.Select(AnyToken, Gen.Int[0, 2_000], Gen.Int[0, 7]).Sample((token, at, bit) =>
    {
        var text = token.Sign(Key);
        var bytes = Base64Url.DecodeFromChars(text);
        bytes[at % bytes.Length] ^= (byte)(1 << bit);
        var forged = Base64Url.EncodeToString(bytes);

        Assert.False(LinkToken.Read(forged)?.IsGenuine(forged, Key) ?? false);
        Assert.False(LinkToken.Read($"{text}=")?.IsGenuine($"{text}=", Key) ?? false);
        Assert.False(LinkToken.Read($" {text}")?.IsGenuine($" {text}", Key) ?? false);
    });

    [Fact]
    public void No_text_is_too_strange_to_be_read() => Gen.String.Sample(text => Assert.False(LinkToken.Read(text)?.IsGenuine(text, Key) ?? false));
}
