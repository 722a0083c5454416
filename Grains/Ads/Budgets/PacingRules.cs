using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>How many numbers the curve lets out at a moment. It bounds when a number goes out, never how many: the goal does. Pure.</summary>
/// <remarks>
/// Two bounds, and the larger one counts. If all that is out bills, the campaign is at most one ahead of its curve: exact
/// for small goals. On average, by the yield that the campaign has shown, it is where the curve is in a moment: so that
/// what never bills costs a large goal no delay.
/// </remarks>
internal static class PacingRules
{
    /// <summary>
    /// A goal must be out this long before its end: the longest that numbers which never rendered stay out, and a little
    /// more, so that they can be given out again.
    /// </summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromSeconds(90);

    /// <summary>The part of its goal by which a campaign may be ahead so on average.</summary>
    private const double AheadPart = 0.005;

    /// <summary>The part of its goal by which one in rendered impressions is ahead at most, if all that is out renders; or by one.</summary>
    private const double SurplusPart = 0.01;

    private const long TrialNumbers = 20;

    /// <summary>Below it one event is more than one percent.</summary>
    private const long SmallGoal = 100;

    /// <summary>The part of its goal that a campaign may collect before it goes out, and for how long at most.</summary>
    private const double LullPart = 0.001;
    private static readonly TimeSpan LullMax = TimeSpan.FromSeconds(5);
    private const int LullTurns = 4;

    /// <summary>See <see cref="Patience(double)"/>.</summary>
    private const double PatienceOfDue = 16;

    private const double PriorViewable = 0.5;
    private const double PriorClick = 0.005;
    private const double HighestClick = 0.05;

    /// <summary>Numbers that a yield starts from, until a campaign has shown its own: a click is so rare that a few numbers say little.</summary>
    private const double PriorNumbers = 20;
    private const double PriorNumbersClick = 400;

    public static bool HasCurve(BudgetTerms terms) =>
        terms is { Goal: not null, Start: not null, End: not null } && terms.Pacing != Pacing.Fast;

    /// <summary>Billed events that the curve asks for at a moment, the day's cap spread over the day; the goal where there is no curve.</summary>
    public static double Expected(BudgetHead head, DateTimeOffset at) => Expected(head, at, at);

    /// <summary>Numbers that may go out now.</summary>
    public static long Allowed(BudgetHead head, DateTimeOffset now)
    {
        var terms = head.Terms;
        var goal = terms.Goal!.Value;
        var away = Young(head, now).Sum(lease => (long)lease.Unbilled);
        var expected = Expected(head, now);
        var ahead = Math.Clamp(Expected(head, now, now + AheadMax), expected, expected + (AheadPart * goal));
        var yield = Yield(head, now);

        var atWorst = (long)(Math.Floor(expected) + 1 - head.Billed) - away;
        var onAverage = (long)(Patience(head, now) * (ahead - head.Billed) / yield) - away;
        onAverage = terms.Pricing == Pricing.Rendered
            ? Math.Min(onAverage, (long)(expected + Math.Max(1, SurplusPart * goal) - head.Billed) - away)
            : Math.Min(onAverage, Trial(terms, Tried(head, now)) - away);
        return Math.Max(atWorst, onAverage);
    }

    /// <summary>How long until a number may go out, if nothing happens until then; the longest, when it is longer.</summary>
    public static TimeSpan UntilAllowed(BudgetHead head, DateTimeOffset now, TimeSpan shortest, TimeSpan longest)
    {
        if (Allowed(head, now + longest) < 1)
        {
            return longest;
        }

        var (early, late) = (shortest, longest);
        while (late - early > shortest / 4)
        {
            var middle = (early + late) / 2;
            (early, late) = Allowed(head, now + middle) < 1 ? (middle, late) : (early, middle);
        }

        return late;
    }

    /// <summary>
    /// How long a gateway may wait before it asks again without the campaign falling behind noticeably: nothing where a
    /// thousandth of the goal is less than an event, because there each event counts.
    /// </summary>
    public static TimeSpan Lull(BudgetHead head, DateTimeOffset now)
    {
        var part = LullPart * (head.Terms.Goal ?? 0);
        if (part < 1)
        {
            return TimeSpan.Zero;
        }

        // Where the curve grows slower later on, more is due in the first part of a while than its share of it.
        var (lull, due) = (LullMax, double.MaxValue);
        for (var turn = 0; turn < LullTurns && due > part; turn++)
        {
            due = Expected(head, now, now + lull) - Expected(head, now);
            lull = due <= part ? lull : lull * (part / due);
        }

        return lull;
    }

    /// <summary>Billed events for each number given out, as the campaign has shown with those from which nothing more is likely.</summary>
    public static double Yield(BudgetHead head, DateTimeOffset now)
    {
        var (prior, numbers) = head.Terms.Pricing switch
        {
            Pricing.Viewable => (PriorViewable, PriorNumbers),
            Pricing.Click => (PriorClick, PriorNumbersClick),
            _ => (1, PriorNumbers),
        };
        var billed = head.Billed - Young(head, now).Sum(lease => (long)lease.Billed);
        return Math.Clamp((billed + (numbers * prior)) / (Tried(head, now) + numbers), 0.001, 1);
    }

    /// <summary>
    /// Events that the numbers under way bring on average, at most, where the curve asks for so many a second. Fewer than one
    /// a while are waited for with fewer numbers: see <see cref="Patience(double)"/>.
    /// </summary>
    public static double UnderWay(Pricing pricing, double perSecond)
    {
        var due = perSecond * Usual(pricing).TotalSeconds;
        return Math.Max(due, Math.Sqrt(due * Patience(due)));
    }

    /// <summary>
    /// The part of what is behind that is given out at once, where so many events are due within the time that a number takes.
    /// When an event is rare, all numbers that would bring it on average may bring two: then they go out little by little, such
    /// that it comes about when a quarter of an event is due, and hardly ever later than one.
    /// </summary>
    private static double Patience(double due) => Math.Min(1, PatienceOfDue * due);

    private static double Patience(BudgetHead head, DateTimeOffset now)
    {
        // What does not render comes back: nothing is at stake.
        var pricing = head.Terms.Pricing;
        var due = Expected(head, now, now + AheadMax) - Expected(head, now, now - AheadMax);
        return pricing == Pricing.Rendered ? 1 : Patience(due * (Usual(pricing) / (2 * AheadMax)));
    }

    /// <summary>Numbers from which nothing more is likely. What rendered is counted too, for budgets from before closed leases were counted.</summary>
    private static long Tried(BudgetHead head, DateTimeOffset now)
    {
        var young = Young(head, now).Sum(lease => (long)lease.Size);
        var rendered = head.Totals.Where(count => count.Bucket == EventBucket.Rendered).Sum(count => count.Count);
        return Math.Max(head.Tried + head.Open.Sum(lease => (long)lease.Size), rendered) - young;
    }

    /// <summary>
    /// Numbers out at once while little is known of the yield: were it the highest that is seen, they would bring what may be
    /// off. Later as many as were tried; of a small goal half as many, because where those brought nothing, as many again
    /// bring three events now and then.
    /// </summary>
    private static long Trial(BudgetTerms terms, long tried)
    {
        var highest = terms.Pricing == Pricing.Click ? HighestClick : 1;
        var first = Math.Max(TrialNumbers, (long)(terms.Goal!.Value / 100 / highest));
        return Math.Max(first, terms.Goal < SmallGoal ? tried / 2 : tried);
    }

    /// <summary>Leases whose numbers are likely to bring what bills yet: what was spent longer ago than usual no longer is.</summary>
    private static IEnumerable<LeaseRecord> Young(BudgetHead head, DateTimeOffset now)
    {
        var usual = Usual(head.Terms.Pricing);
        return head.Open.Where(lease => !lease.Returned || now - lease.At < usual);
    }

    /// <summary>Within this time after they were spent nearly all numbers have billed that ever do.</summary>
    private static TimeSpan Usual(Pricing pricing) => pricing switch
    {
        Pricing.Rendered => TimeSpan.FromSeconds(15),
        Pricing.Viewable => TimeSpan.FromSeconds(25),
        _ => TimeSpan.FromSeconds(30),
    };

    private static double Expected(BudgetHead head, DateTimeOffset now, DateTimeOffset at)
    {
        var terms = head.Terms;
        if (!HasCurve(terms))
        {
            return terms.Goal ?? 0;
        }

        var (start, end) = (terms.Start!.Value, terms.End!.Value);
        var expected = terms.Goal!.Value * PacingCurve.Shaped(terms.Pacing, head.Traffic.EvenShare(start, end, at));
        if (terms.DailyCap is not { } cap)
        {
            return expected;
        }

        // Without it a goal that is behind because of its cap would take each day's cap in the first minutes after midnight.
        var midnight = SeoulDay.StartOf(now);
        var (from, to) = (Later(start, midnight), Earlier(end, midnight.AddDays(1)));
        var today = cap * PacingCurve.EvenShare(from, to, at, head.Traffic.Profile);
        return Math.Min(expected, head.Billed - head.BilledOn(SeoulDay.Of(now)) + today);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
