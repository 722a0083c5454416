namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>A Korean business registration number (사업자등록번호): ten digits, the last of which checks the others.</summary>
public static class BusinessNumber
{
    private const int Digits = 10;

    private static ReadOnlySpan<int> Weights => [1, 3, 7, 1, 3, 7, 1, 3, 5];

    /// <summary>Reads 000-00-00000, also without hyphens or with blanks around it; null for what is none.</summary>
    public static string? Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.Length == Digits + 2 && trimmed[3] == '-' && trimmed[6] == '-' ? trimmed.Remove(6, 1).Remove(3, 1) : trimmed;
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) && digits[^1] - '0' == CheckDigit(digits) ? digits : null;
    }

    /// <summary>000-00-00000</summary>
    /// <param name="digits">What <see cref="Read"/> has returned.</param>
    public static string Format(string digits) => $"{digits[..3]}-{digits[3..5]}-{digits[5..]}";

    private static int CheckDigit(string digits)
    {
        var sum = (digits[8] - '0') * 5 / 10;
        for (var at = 0; at < Weights.Length; at++)
        {
            sum += (digits[at] - '0') * Weights[at];
        }

        return (10 - (sum % 10)) % 10;
    }
}
