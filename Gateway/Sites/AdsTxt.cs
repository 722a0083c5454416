using System.Text.RegularExpressions;
using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Sites;

/// <summary>Lines of <c>ads.txt</c> (IAB Tech Lab, 1.1): who may sell advertising of the site.</summary>
internal static partial class AdsTxt
{
    public const int LinesMax = 1_000;

    private const int LineLengthMax = 300;

    /// <summary>Says of each line what is wrong with it.</summary>
    public static void Check(IReadOnlyList<string> lines, string pointer, RequestErrors errors)
    {
        errors.Check(lines.Count <= LinesMax, pointer, $"At most {LinesMax} lines.");
        foreach (var (index, line) in lines.Take(LinesMax).Index())
        {
            if (Problem(line) is { } problem)
            {
                errors.Add($"{pointer}/{index}", problem);
            }
        }
    }

    /// <summary>Null for a line that may stand there.</summary>
    public static string? Problem(string? line)
    {
        if (line is null || line.Length > LineLengthMax || line.Any(char.IsControl))
        {
            return $"Must be one line of at most {LineLengthMax} characters.";
        }

        var content = line.Split('#', 2)[0].Trim();
        return content.Length == 0 ? null
            : Variable().Match(content) is { Success: true } variable ? ProblemOf(variable.Groups["name"].Value.ToUpperInvariant(), variable.Groups["value"].Value.Trim())
            : ProblemOf(content.Split(';', 2)[0].Split(',', StringSplitOptions.TrimEntries));
    }

    public static bool IsDomain(string? text) => text is { Length: > 0 and <= 253 } && Domain().IsMatch(text);

    private static string? ProblemOf(string name, string value) => name switch
    {
        "CONTACT" => value.Length > 0 ? null : "CONTACT must say how to reach you.",
        "SUBDOMAIN" or "INVENTORYPARTNERDOMAIN" or "OWNERDOMAIN" => IsDomain(value) ? null : $"{name} must be a host name such as example.kr.",
        "MANAGERDOMAIN" => value.Split(',', StringSplitOptions.TrimEntries) is [var domain, ..] parts && IsDomain(domain) && (parts.Length == 1 || (parts.Length == 2 && Country().IsMatch(parts[1])))
            ? null
            : "MANAGERDOMAIN must be a host name, and perhaps a country: example.kr, KR.",
        _ => $"{name} is no variable of ads.txt; CONTACT, SUBDOMAIN, INVENTORYPARTNERDOMAIN, OWNERDOMAIN and MANAGERDOMAIN are.",
    };

    private static string? ProblemOf(string[] fields) => fields switch
    {
        { Length: < 3 or > 4 } => "Must be: domain of the seller, your account there, DIRECT or RESELLER, and perhaps a certification id.",
        _ when !IsDomain(fields[0]) => $"'{fields[0]}' is no host name of a seller.",
        _ when fields[1].Length == 0 => "The account is missing.",
        _ when fields[2].ToUpperInvariant() is not ("DIRECT" or "RESELLER") => $"'{fields[2]}' must be DIRECT or RESELLER.",
        { Length: 4 } when fields[3].Length == 0 => "The certification id is empty: leave out the last comma.",
        _ => null,
    };

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)\s*=(?<value>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?!-)([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Domain();

    [GeneratedRegex("^[A-Za-z]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Country();
}
