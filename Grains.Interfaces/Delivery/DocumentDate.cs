namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// The date of a document that is written anew when something changes (Last-Modified). It has steps of a second and changes
/// have not, and to a client that knows the date alone it is the proof that it has the document: two different documents must
/// not be given the same one.
/// </summary>
public static class DocumentDate
{
    /// <summary>How far the clock of a machine may be wrong.</summary>
    public static readonly TimeSpan ClockErrorMax = TimeSpan.FromMinutes(10);

    /// <summary>A second, and what it takes until a change that has been dated is written and has arrived everywhere.</summary>
    public static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// When a change is said to have come, in whole seconds. Those of one second share it: nobody is given the date before all
    /// of them have arrived. A clock that stands before the last change is behind the one that dated it, and that change may be
    /// old: this one comes a second after it, however often, but not further ahead than clocks are wrong.
    /// </summary>
    public static DateTimeOffset Next(DateTimeOffset before, DateTimeOffset now)
    {
        var second = Floor(now);
        return second >= before ? second
            : before < second + ClockErrorMax ? before + Second
            : before;
    }

    /// <summary>
    /// The date to give a client: the end of the second of the last change, so that whoever came within that second is not
    /// taken for one that has it. Null until that is over and the document has stood here for a while: the clock that dated it
    /// may be behind this one. What changed longer ago than clocks are wrong has settled wherever it is written.
    /// </summary>
    /// <param name="changedAt">When the document last changed.</param>
    /// <param name="writtenAt">When this gateway wrote it.</param>
    /// <param name="now">By the clock of this gateway.</param>
    public static DateTimeOffset? Of(DateTimeOffset changedAt, DateTimeOffset writtenAt, DateTimeOffset now)
    {
        var over = Floor(changedAt) + Second;
        return now >= over && (now >= writtenAt + SettledAfter || now >= over + ClockErrorMax) ? over : null;
    }

    /// <summary>
    /// The date of a document that is made of many things, each dated by a clock of its own. Of two changes the later may bear the
    /// earlier date, so it is given when all of the document was still so <see cref="SettledAfter"/> after the second of the last
    /// change: what changes then is dated later, by every clock that is not that far behind.
    /// </summary>
    /// <param name="changedAt">When the last of them changed.</param>
    /// <param name="knownAt">Up to when all of them are known, by the slowest of those clocks.</param>
    public static DateTimeOffset? OfMany(DateTimeOffset changedAt, DateTimeOffset knownAt)
    {
        var over = Floor(changedAt) + Second;
        return knownAt >= over + SettledAfter ? over : null;
    }

    private static DateTimeOffset Floor(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
