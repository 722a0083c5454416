using Microsoft.Extensions.Primitives;
using Sokbo.Gateway.Pages;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class AcceptedCodingTests
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1.0, br;q=0.1", "br")]
    [InlineData("BR", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("*;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("br;q=0", null)]
    [InlineData(";;,=", null)]
    [InlineData("", null)]
    public void The_best_that_is_accepted_is_found_each_time(string header, string? expected)
    {
        for (var repeat = 0; repeat < 2; repeat++)
        {
            Assert.Equal(expected, AcceptedCoding.NameOf(AcceptedCoding.Of(header)));
        }
    }

    [Fact]
    public void A_header_in_two_lines_is_one_and_none_accepts_nothing()
    {
        Assert.Equal(ContentCoding.Brotli, AcceptedCoding.Of(new StringValues(["gzip", "br"])));
        Assert.Equal(ContentCoding.Plain, AcceptedCoding.Of(default));
    }

    [Fact]
    public void However_many_are_invented_each_is_read_right()
    {
        for (var number = 0; number < 500; number++)
        {
            Assert.Equal(ContentCoding.Gzip, AcceptedCoding.Of($"x{number}, gzip"));
            Assert.Equal(ContentCoding.Brotli, AcceptedCoding.Of($"x{number}, br, {new string('y', number)}"));
        }
    }
}
