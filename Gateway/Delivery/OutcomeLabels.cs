namespace Sokbo.Gateway.Delivery;

internal static class OutcomeLabels
{
    public static string Of(PushOutcome outcome) => outcome switch
    {
        PushOutcome.Applied => "applied",
        PushOutcome.Old => "old",
        PushOutcome.Foreign => "foreign",
        PushOutcome.Gap => "gap",
        PushOutcome.Parked => "parked",
        _ => "broken",
    };
}
