using System.Globalization;

namespace Sokbo.Load;

/// <summary>A server that did not take the connection, and for how long it wants to be left alone.</summary>
internal sealed class RefusedException(string status, TimeSpan retryAfter, string head) : Exception($"The server did not upgrade: {head}")
{
    public string Status => status;

    public TimeSpan RetryAfter => retryAfter;

    public static RefusedException Of(string head)
    {
        var lines = head.Split("\r\n");
        var seconds = lines.FirstOrDefault(line => line.StartsWith("Retry-After:", StringComparison.OrdinalIgnoreCase))?["Retry-After:".Length..];
        return new RefusedException(
            lines[0].Split(' ') is [_, var status, ..] ? status : "?",
            TimeSpan.FromSeconds(int.TryParse(seconds, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var found) ? found : 0),
            head);
    }
}
