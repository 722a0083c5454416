using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Sokbo.Gateway.Delivery.Lane;
using Xunit;
using IPNetwork = System.Net.IPNetwork;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

public sealed class ReaderAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", null, "203.0.113.9")]
    [InlineData("203.0.113.9", "198.51.100.1", "203.0.113.9")]
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "198.51.100.1,10.0.0.2", "198.51.100.1")]
    [InlineData("10.0.0.1", "nonsense", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1")]
    public void Only_what_a_trusted_balancer_wrote_is_believed(string peer, string? header, string expected)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownIPNetworks.Clear();
        options.KnownIPNetworks.Add(IPNetwork.Parse("10.0.0.0/8"));

        Assert.Equal(IPAddress.Parse(expected), ReaderAddress.Of(IPAddress.Parse(peer), header, options));
    }

    [Fact]
    public void Nobody_is_believed_where_nobody_is_trusted() =>
        Assert.Equal(IPAddress.Loopback, ReaderAddress.Of(IPAddress.Loopback, "198.51.100.1", new ForwardedHeadersOptions()));
}
