using System.Collections.Frozen;

namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>What little has to be understood of the words of warnings. What is not known holds, and is shown as it came.</summary>
public static class WarningWords
{
    /// <summary>Of a zone, a kind, a level or a command.</summary>
    public const int LengthMax = 40;

    public const string Lift = "해제";

    /// <summary>Letters of the API hub.</summary>
    private static readonly FrozenDictionary<string, string> KindsByLetter = new Dictionary<string, string>
    {
        ["W"] = "강풍",
        ["R"] = "호우",
        ["C"] = "한파",
        ["D"] = "건조",
        ["O"] = "해일",
        ["N"] = "지진해일",
        ["V"] = "풍랑",
        ["T"] = "태풍",
        ["S"] = "대설",
        ["Y"] = "황사",
        ["H"] = "폭염",
        ["F"] = "안개",
        ["K"] = "열대야",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Digits of the API hub, and its short words.</summary>
    private static readonly FrozenDictionary<string, string> Levels = new Dictionary<string, string>
    {
        ["1"] = "예비특보",
        ["예비"] = "예비특보",
        ["2"] = "주의보",
        ["주의"] = "주의보",
        ["3"] = "경보",
        ["4"] = "중대경보",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> CommandsByDigit = new Dictionary<string, string>
    {
        ["1"] = "발표",
        ["2"] = "대치",
        ["3"] = "해제",
        ["4"] = "대치해제",
        ["5"] = "연장",
        ["6"] = "변경",
        ["7"] = "변경해제",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Kinds =
        KindsByLetter.Values.Append("폭풍해일").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Commands =
        CommandsByDigit.Values.Concat(["정정", "변경발표", "해제예고"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>해제, 변경해제 and 대치해제, and nothing that merely sounds like it.</summary>
    public static bool IsLift(string command) => command is Lift or "변경해제" or "대치해제";

    /// <summary>From 0 on. A level that nobody knows stands with the warnings (경보): better too high than overlooked.</summary>
    public static int SeverityOf(string level) => level switch
    {
        "예비" or "예비특보" => 0,
        "주의" or "주의보" => 1,
        _ when IsEmergency(level) => 3,
        _ => 2,
    };

    /// <summary>The highest level there is, also where its kind is written before it (폭염중대경보).</summary>
    public static bool IsEmergency(string level) => level.EndsWith("중대경보", StringComparison.Ordinal);

    /// <summary>The word behind a letter of the API hub; whatever else comes, as it came.</summary>
    public static string KindOf(string text) => KindsByLetter.GetValueOrDefault(text, text);

    /// <summary>The word behind a digit or a short word of the API hub; whatever else comes, as it came.</summary>
    public static string LevelOf(string text) => Levels.GetValueOrDefault(text, text);

    /// <summary>The word behind a digit of the API hub; whatever else comes, as it came.</summary>
    public static string CommandOf(string text) => CommandsByDigit.GetValueOrDefault(text, text);

    public static bool IsKnownKind(string kind) => Kinds.Contains(kind);

    public static bool IsKnownLevel(string level) => level == "경보" || Levels.ContainsKey(level) || Levels.Values.Contains(level);

    public static bool IsKnownCommand(string command) => Commands.Contains(command);
}
