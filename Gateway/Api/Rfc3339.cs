using System.Globalization;
using System.Text.RegularExpressions;

namespace Sokbo.Gateway.Api;

/// <summary>Times with an offset (RFC 3339), seconds and their fractions left out or not: without an offset, nobody knows which moment is meant.</summary>
internal static partial class Rfc3339
{
    public static bool HasForm(string? text) => text is not null && Form().IsMatch(text);

    /// <summary>With the offset as it was written; null for another form, and for a time that there is not.</summary>
    public static DateTimeOffset? Read(string? text) =>
        HasForm(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
