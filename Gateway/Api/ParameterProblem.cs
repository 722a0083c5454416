namespace Sokbo.Gateway.Api;

/// <summary>Of a parameter in an address that cannot be read: what it is and what it must be.</summary>
internal static class ParameterProblem
{
    private const string Unreadable = "Failed to bind parameter ";

    /// <param name="message">The framework's words, which name a type of C#; others stand as they are.</param>
    public static string Detail(string message)
    {
        if (message.Split('"', 4) is not [Unreadable, var parameter, " from ", var value] || parameter.Split(' ') is not [var type, var name])
        {
            return message;
        }

        return $"{name} is '{value.TrimEnd('.').TrimEnd('"')}' and must be {Form(type)}. Nothing was changed.";
    }

    private static string Form(string type) => type.TrimEnd('?') switch
    {
        "bool" => "true or false",
        "int" or "long" => "a whole number",
        nameof(DateTimeOffset) => "a time with its offset, such as 2026-11-27T09:00:00+09:00",
        _ => "as /openapi/v1.json says",
    };
}
