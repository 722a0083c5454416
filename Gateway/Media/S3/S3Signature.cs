using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sokbo.Gateway.Media.S3;

/// <summary>
/// AWS Signature Version 4, as far as a store of files needs it: the Authorization header of a request without a query.
/// Pure; the tests hold it against the examples that the specification publishes.
/// </summary>
internal static class S3Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    /// <param name="request">What is signed.</param>
    /// <param name="credentials">By whom.</param>
    public static string Authorization(S3Request request, S3Credentials credentials)
    {
        var time = Time(request.At);
        var scope = $"{time[..8]}/{credentials.Region}/s3/aws4_request";
        var headers = request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', headers.Select(header => header.Key));
        var canonical = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(Escape(request.Path)).Append('\n')
            .Append('\n')
            .AppendJoin("", headers.Select(header => $"{header.Key}:{header.Value.Trim()}\n")).Append('\n')
            .Append(names).Append('\n')
            .Append(request.ContentHash)
            .ToString();
        var signed = $"{Algorithm}\n{time}\n{scope}\n{HashOf(Encoding.UTF8.GetBytes(canonical))}";
        var key = new[] { time[..8], credentials.Region, "s3", "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey), (current, part) => HMACSHA256.HashData(current, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        return $"{Algorithm} Credential={credentials.AccessKey}/{scope},SignedHeaders={names},Signature={signature}";
    }

    /// <summary>As the headers have it, for example <c>20130524T000000Z</c>.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Of a path: every byte but letters, digits, <c>-._~</c> and slashes as <c>%XX</c>.</summary>
    public static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(path))
        {
            _ = Unreserved.Contains((char)octet, StringComparison.Ordinal) ? escaped.Append((char)octet) : escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
