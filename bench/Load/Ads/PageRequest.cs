using System.Globalization;
using System.Text;

namespace Sokbo.Load.Ads;

/// <summary>Requests with the headers that a browser sends from a page of the site.</summary>
internal static class PageRequest
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    public static byte[] Post(int port, string path, string type, string body) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nContent-Type: {type}\r\n"
        + $"User-Agent: {Agent}\r\nAccept: */*\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
        + $"Referer: http://localhost:{port}/\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: ko-KR,ko;q=0.9\r\n\r\n{body}"));

    public static byte[] GetPage(int port, string path) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUser-Agent: {Agent}\r\nAccept: text/html,*/*;q=0.8\r\nSec-Fetch-Site: none\r\n"
        + $"Sec-Fetch-Mode: navigate\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: ko-KR,ko;q=0.9\r\n\r\n"));

    /// <summary>A call of the API without members.</summary>
    public static byte[] Call(int port, string path, string key) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {key}\r\nIdempotency-Key: {Guid.NewGuid():N}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"));

    public static byte[] Get(int port, string path, string key) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {key}\r\n\r\n"));
}
