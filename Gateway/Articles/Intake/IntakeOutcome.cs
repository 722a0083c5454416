namespace Sokbo.Gateway.Articles.Intake;

/// <summary>What has become of an item.</summary>
/// <param name="Name">taken, known, waiting (a draft that was to be published) or refused.</param>
/// <param name="Problem">What an editor should know of it; empty for nothing.</param>
internal sealed record IntakeOutcome(string Name, string Problem = "")
{
    public const string TakenName = "taken";
    public const string RefusedName = "refused";
    public const string WaitingName = "waiting";

    public static IntakeOutcome Known(string? problem = null) => new("known", problem ?? "");

    public static IntakeOutcome Refused(string problem) => new(RefusedName, problem);

    public static IntakeOutcome Waiting(string problem) => new(WaitingName, problem);
}
