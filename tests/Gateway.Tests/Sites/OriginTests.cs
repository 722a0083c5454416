using Microsoft.AspNetCore.Http;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Sites;

/// <summary>A site lives at one address.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("www.example.kr", "https://www.example.kr")]
    [InlineData("m.example.kr", "https://www.example.kr")]
    [InlineData("M.Example.kr:8080", "https://www.example.kr:8080")]
    [InlineData("stranger.example:9", "https://www.example.kr")]
    public void By_whichever_name_somebody_comes(string host, string origin) =>
        Assert.Equal(origin, Request(host).OriginOf(Site("www.example.kr", "m.example.kr")));

    [Fact]
    public void Without_a_name_of_its_own_where_it_is_asked_for() =>
        Assert.Equal("https://127.0.0.1:8080", Request("127.0.0.1:8080").OriginOf(Site()));

    private static SiteInfo Site(params string[] hosts) => new() { Id = "default", Revision = 1, Name = "가람일보", Hosts = [.. hosts] };

    private static HttpRequest Request(string host)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("https", new HostString(host));
        return request;
    }
}
