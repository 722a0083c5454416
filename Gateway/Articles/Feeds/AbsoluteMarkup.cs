using System.Text.RegularExpressions;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>
/// Markup of ours for who shows it elsewhere: paths on the site become whole addresses. In what we write every quotation mark
/// of a text is escaped and no address holds a space, so what looks like an attribute is one.
/// </summary>
internal static partial class AbsoluteMarkup
{
    /// <param name="html">Blocks, as pages show them.</param>
    /// <param name="origin">Scheme and host.</param>
    public static string Of(string html, string origin) => Addresses().Replace(
        html, match => $" {match.Groups["name"].Value}=\"{origin}{match.Groups["paths"].Value.Replace(", /", $", {origin}/", StringComparison.Ordinal)}\"");

    [GeneratedRegex("""[ ](?<name>src|srcset|href)="(?<paths>/[^"]*)["]""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Addresses();
}
