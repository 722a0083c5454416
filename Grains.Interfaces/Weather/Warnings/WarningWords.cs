namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>What little has to be understood of the words of warnings. What is not known holds, and is shown as it came.</summary>
public static class WarningWords
{
    /// <summary>Of a zone, a kind, a level or a command.</summary>
    public const int LengthMax = 40;

    /// <summary>해제 and 변경해제, and nothing that merely sounds like it.</summary>
    public static bool IsLift(string command) => command is "해제" or "변경해제";

    /// <summary>From 0 on. A level that nobody knows stands with the warnings (경보): better too high than overlooked.</summary>
    public static int SeverityOf(string level) => level switch
    {
        "예비" or "예비특보" => 0,
        "주의" or "주의보" => 1,
        "중대경보" => 3,
        _ => 2,
    };
}
