using System.Globalization;

namespace Sokbo.Load;

/// <summary>
/// A server that did not take the connection, and for how long it wants to be left alone. No exception: thousands of them
/// in one second would cost more than what is measured.
/// </summary>
internal sealed record Refusal(string Status, TimeSpan RetryAfter, string Head)
{
    public static Refusal Of(string head)
    {
        var lines = head.Split("\r\n");
        var seconds = lines.FirstOrDefault(line => line.StartsWith("Retry-After:", StringComparison.OrdinalIgnoreCase))?["Retry-After:".Length..];
        return new Refusal(
            lines[0].Split(' ') is [_, var status, ..] ? status : "?",
            TimeSpan.FromSeconds(int.TryParse(seconds, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var found) ? found : 0),
            head);
    }
}
