using Sokbo.Gateway.Media.S3;
using Xunit;

namespace Sokbo.Gateway.Tests.Media.S3;

/// <summary>
/// The examples of "Authenticating Requests: Using the Authorization Header" in the API reference of Amazon S3: its key,
/// its time, its bucket, and the signatures that it gives.
/// </summary>
public sealed class S3SignatureTests
{
    private const string Host = "examplebucket.s3.amazonaws.com";
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly S3Credentials Credentials = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");
    private static readonly DateTimeOffset At = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_object_is_asked_for() => Assert.Equal(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        S3Signature.Authorization(new S3Request("GET", "/test.txt", Headers(Empty, ("range", "bytes=0-9")), Empty, At), Credentials));

    [Fact]
    public void An_object_is_put()
    {
        var hash = S3Signature.HashOf("Welcome to Amazon S3."u8);

        Assert.Equal("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", hash);
        Assert.EndsWith(
            "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            S3Signature.Authorization(
                new S3Request("PUT", "/test$file.text", Headers(hash, ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")), hash, At),
                Credentials),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/b-c_d.e~f", "/a/b-c_d.e~f")]
    [InlineData("/사진 1+2", "/%EC%82%AC%EC%A7%84%201%2B2")]
    public void Paths_are_escaped_byte_by_byte(string path, string escaped) => Assert.Equal(escaped, S3Signature.Escape(path));

    private static Dictionary<string, string> Headers(string hash, params (string Name, string Value)[] more)
    {
        var headers = more.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);
        headers.Add("host", Host);
        headers.Add("x-amz-content-sha256", hash);
        headers.Add("x-amz-date", "20130524T000000Z");
        return headers;
    }
}
