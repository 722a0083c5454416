namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Reasons as pages and ad operations read them: a name never changes its meaning, and each is in <c>docs/API.md</c>.</summary>
internal static class ReasonCodes
{
    public const string Won = "won";
    public const string Paused = "paused";
    public const string NotRunning = "not-running";
    public const string Daypart = "daypart";
    public const string NoCreative = "no-creative";
    public const string CreativeDates = "creative-dates";
    public const string NotApproved = "not-approved";
    public const string Withdrawn = "withdrawn";
    public const string Size = "size";
    public const string Emergency = "emergency-warning";
    public const string Priority = "priority";
    public const string Competitive = "competitive";
    public const string FrequencyCap = "frequency-cap";
    public const string NoLease = "no-lease";
    public const string Rotation = "rotation";
    public const string NoCandidate = "no-candidate";

    public static string? Of(DecisionReason reason) => reason switch
    {
        DecisionReason.None => null,
        DecisionReason.NoCandidate => NoCandidate,
        DecisionReason.Emergency => Emergency,
        DecisionReason.Competitive => Competitive,
        DecisionReason.FrequencyCap => FrequencyCap,
        DecisionReason.NoLease => NoLease,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No reason."),
    };
}
