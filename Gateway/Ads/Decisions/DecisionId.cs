using System.Globalization;
using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Names a decision: the run of the gateway that made it, and its number there. As text <c>9f86d081884c7d65-1f</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DecisionId(ulong Run, long Number)
{
    private const int RunDigits = 16;

    public static bool TryParse(string? text, out DecisionId id)
    {
        id = default;
        if (text is not { Length: > RunDigits + 1 and <= RunDigits + 17 } || text[RunDigits] != '-'
            || !ulong.TryParse(text.AsSpan(0, RunDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var run)
            || !long.TryParse(text.AsSpan(RunDigits + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || number < 0)
        {
            return false;
        }

        id = new DecisionId(run, number);
        return true;
    }

    public static string RunText(ulong run) => run.ToString("x16", CultureInfo.InvariantCulture);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run:x16}-{Number:x}");
}
