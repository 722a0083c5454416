using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Every gateway asks for the turn of each source; the grain of the source gives it to one. Each item becomes an article
/// with an id of its own, so that a call that is repeated, by whomever, begins nothing twice and brings back nothing that
/// was retracted or erased.
/// </summary>
internal sealed partial class IntakePuller(
    IntakeClient client, IGrainFactory grains, IOptions<IntakeOptions> options, TimeProvider time, ILogger<IntakePuller> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>For taking over what a call has brought: a turn outlives both.</summary>
    private static readonly TimeSpan TakeMargin = TimeSpan.FromSeconds(60);

    private readonly Lock _rolling = new();
    private readonly Random _random = new();

    /// <summary>Asks for the turn of a source, and makes the call where it is given. False where it is not time.</summary>
    public async Task<bool> PullAsync(IntakeSource source, CancellationToken cancellationToken)
    {
        var terms = TermsOf(source);
        var grain = grains.GetGrain<IIntakeGrain>(source.Id);
        if (await grain.Reserve(terms, cancellationToken) is not { } turn)
        {
            return false;
        }

        var answer = await client.GetAsync(new Uri(source.Url), turn, cancellationToken);
        var report = await TakeAsync(source, answer, turn.Number, cancellationToken);
        IntakeMetrics.Calls.WithLabels(report.Error ?? (report.Unchanged ? IntakeAnswer.NotModified : "read")).Inc();
        if (report.Error is { } error)
        {
            LogFailed(source.Id, error);
        }

        await grain.Report(report with { Roll = Roll() }, terms, cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Sources.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await Task.WhenAll(options.Value.Sources.Select(source => TryPullAsync(source, stoppingToken)));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; the turn holds until somebody else may call.
        }
    }

    private async Task TryPullAsync(IntakeSource source, CancellationToken cancellationToken)
    {
        try
        {
            await PullAsync(source, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The cluster is away: the turn ends by itself, and the call is repeated.
            LogNotTaken(source.Id, error);
        }
    }

    private async Task<IntakeReport> TakeAsync(IntakeSource source, IntakeAnswer answer, long turn, CancellationToken cancellationToken)
    {
        var report = new IntakeReport { Turn = turn };
        if (answer.Code is { } code)
        {
            return code == IntakeAnswer.NotModified ? report with { Unchanged = true } : report with { Error = code, RetryAfter = answer.RetryAfter };
        }

        var reading = IntakeReader.Read(answer.Body, answer.Charset, options.Value.ItemsMax);
        if (reading.Error is { } error)
        {
            return report with { Error = error };
        }

        var (taken, refused) = (0, reading.Refused);

        // The oldest first: they become articles in the order in which they were written.
        foreach (var item in reading.Items.Reverse())
        {
            var outcome = await TakeAsync(source, item, cancellationToken);
            IntakeMetrics.Items.WithLabels(outcome).Inc();
            taken += outcome == "taken" ? 1 : 0;
            refused += outcome == "refused" ? 1 : 0;
        }

        // Validators only now: "nothing new" must mean that what is there was taken over.
        return report with { ETag = answer.ETag, LastModified = answer.LastModified, Taken = taken, Refused = refused };
    }

    private async Task<string> TakeAsync(IntakeSource source, IntakeItem item, CancellationToken cancellationToken)
    {
        if (IntakeDrafts.Of(source, item) is not { } draft)
        {
            return "refused";
        }

        var id = IntakeDrafts.IdOf(source, item);
        var act = new ArticleAct { OperationId = id, Author = source.Name.Length > 0 ? source.Name : source.Id, MayChangePublished = true };
        var article = grains.GetGrain<IArticleGrain>(id);
        var known = await article.Read(cancellationToken);
        if (known is not null && !(source.Publish && known is { Revision: 1, Stage: ArticleStage.Draft }))
        {
            return "known";
        }

        // A draft that nobody has touched is there where a call before this one has died in between: creating it again
        // changes nothing.
        await article.Create(source.Site, draft, act, cancellationToken);
        if (source.Publish)
        {
            await article.Publish(act with { OperationId = id + "-publish" }, cancellationToken);
        }

        return "taken";
    }

    private double Roll()
    {
        // Sources are pulled at the same time.
        lock (_rolling)
        {
            return _random.NextDouble();
        }
    }

    private IntakeTerms TermsOf(IntakeSource source) => new()
    {
        Url = source.Url,
        Interval = TimeSpan.FromMinutes(source.IntervalMinutes),
        Hold = TimeSpan.FromSeconds(options.Value.TimeoutSeconds) + TakeMargin,
        CallsPerDayMax = source.CallsPerDayMax,
        Retry = TimeSpan.FromSeconds(options.Value.RetrySeconds),
        RetryMax = TimeSpan.FromSeconds(options.Value.RetrySecondsMax),
    };

    [LoggerMessage(2100, LogLevel.Warning, "The feed {Source} could not be taken over ({Code}). See docs/RUNBOOK.md#feeds-of-others.")]
    private partial void LogFailed(string source, string code);

    [LoggerMessage(2101, LogLevel.Warning, "What the feed {Source} has brought could not be taken into articles; it is tried again.")]
    private partial void LogNotTaken(string source, Exception error);
}
