using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sokbo.Gateway.Api;

/// <summary>Says of a body that could not be read where it is wrong, and how.</summary>
internal static partial class JsonProblem
{
    private static readonly string[] Tails = [" Path: ", " LineNumber: "];

    public static ApiProblemException From(JsonException error)
    {
        if (UnknownMember().Match(error.Message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            return new ApiProblemException(
                ProblemCodes.UnknownMember,
                $"'{name}' is not known here{Place(error)}. Check its spelling against /openapi/v1.json, or leave it out.",
                [new ProblemError(Pointer(error.Path), "Not known.")]);
        }

        if (MissingMembers().Match(error.Message) is { Success: true } missing)
        {
            var names = MemberName().Matches(missing.Groups["names"].Value).Select(match => match.Groups["name"].Value).ToArray();
            return new ApiProblemException(
                ProblemCodes.InvalidJson,
                $"Missing: {string.Join(", ", names)}.",
                [.. names.Select(name => new ProblemError($"{Pointer(error.Path)}/{Escape(name)}", "Required."))]);
        }

        if (error.Path is null or "$" && error.Message.Contains("duplicate", StringComparison.OrdinalIgnoreCase))
        {
            return new ApiProblemException(ProblemCodes.InvalidJson, $"A member stands there twice{Place(error)}.");
        }

        return new ApiProblemException(
            ProblemCodes.InvalidJson,
            $"The body cannot be read{Place(error)}: {Reason(error)}",
            error.Path is null ? null : [new ProblemError(Pointer(error.Path), Reason(error))]);
    }

    /// <summary><c>$.menu[0].name</c> → <c>/menu/0/name</c>.</summary>
    public static string Pointer(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "";
        }

        var steps = PathStep().Matches(path).Select(step =>
            Escape(step.Groups["quoted"].Success ? step.Groups["quoted"].Value
                : step.Groups["index"].Success ? step.Groups["index"].Value
                : step.Groups["name"].Value));
        return string.Concat(steps.Select(step => "/" + step));
    }

    private static string Escape(string step) => step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Place(JsonException error) => error.LineNumber is { } line && error.BytePositionInLine is { } position
        ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {position + 1})")
        : "";

    private static string Reason(JsonException error)
    {
        var message = error.InnerException is { } inner and not JsonException ? inner.Message : error.Message;
        if (Conversion().Match(error.Message) is { Success: true } conversion)
        {
            return $"the value has the wrong type; {TypeName(conversion.Groups["type"].Value)} is expected.";
        }

        // The serialiser's own tail repeats the place in .NET's terms.
        var end = Tails.Select(tail => message.IndexOf(tail, StringComparison.Ordinal)).Where(at => at > 0)
            .DefaultIfEmpty(message.Length).Min();
        return message[..end];
    }

    private static string TypeName(string type) =>
        type.Contains("Array", StringComparison.Ordinal) || type.Contains("List", StringComparison.Ordinal) ? "an array"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) || type.Contains("Decimal", StringComparison.Ordinal) ? "a number"
        : type.Contains("DateTime", StringComparison.Ordinal) ? "a time as in RFC 3339"
        : type.Contains("String", StringComparison.Ordinal) ? "a string"
        : "an object";

    [GeneratedRegex(@"^The JSON property '(?<name>.*?)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnknownMember();

    [GeneratedRegex(@"missing required properties including: (?<names>.*?)\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingMembers();

    [GeneratedRegex(@"'(?<name>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^The JSON value could not be converted to (?<type>.*?)\. Path", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"\['(?<quoted>.*?)'\]|\[(?<index>\d+)\]|\.(?<name>[^.\[]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathStep();
}
