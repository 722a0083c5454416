namespace Sokbo.Grains.Interfaces.Articles.Intake;

/// <summary>
/// How far a feed of somebody else's articles is pulled. The key is the id of the source. Gateways pull, because they can
/// read what strangers write; this says which of them may, and when.
/// </summary>
[Alias("articles.IIntakeGrain")]
public interface IIntakeGrain : IGrainWithStringKey
{
    /// <summary>
    /// The right to make one call, or null while it is not yet time, another gateway calls, or the day's calls are used up.
    /// Written before it is given: whoever takes over waits for its end.
    /// </summary>
    [Alias("Reserve")]
    Task<IntakeTurn?> Reserve(IntakeTerms terms, CancellationToken cancellationToken);

    /// <summary>What has come of the call. A report that is older than the turn given last changes nothing.</summary>
    [Alias("Report")]
    Task Report(IntakeReport report, IntakeTerms terms, CancellationToken cancellationToken);

    [Alias("Status")]
    Task<IntakeStatus> Status(CancellationToken cancellationToken);
}
