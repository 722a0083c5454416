using Microsoft.Extensions.Options;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Every gateway asks for the turn of each source; the grain of the source gives it to one, which calls and tells what has
/// come of it, whatever that is: a turn without a report would be repeated without a pause and without a trace.
/// </summary>
internal sealed partial class IntakePuller(
    IntakeClient client, IntakeTaker taker, SiteDirectory sites, IGrainFactory grains, IOptions<IntakeOptions> options, TimeProvider time, ILogger<IntakePuller> logger) : BackgroundService
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

        var report = await CallAsync(source, turn, cancellationToken);
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
            // The cluster is away: the turn ends by itself, and another is asked for.
            LogNoTurn(source.Id, error);
        }
    }

    private async Task<IntakeReport> CallAsync(IntakeSource source, IntakeTurn turn, CancellationToken cancellationToken)
    {
        var since = turn.First ? time.GetUtcNow().AddHours(-options.Value.FirstHours) : turn.Since;
        var report = new IntakeReport { Turn = turn.Number, Since = since };
        try
        {
            if (await PlaceProblemAsync(source, cancellationToken) is { } problem)
            {
                return report with { Error = problem };
            }

            var answer = await client.GetAsync(new Uri(source.Url), turn, cancellationToken);
            return answer.Code switch
            {
                null => await TakeAsync(source, answer, turn, report, cancellationToken),
                IntakeAnswer.NotModified => report with { Unchanged = true },
                var code => report with { Error = code, RetryAfter = answer.RetryAfter },
            };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTaken(source.Id, error);
            return report with { Error = "not-taken" };
        }
    }

    /// <summary>A slip in the configuration would publish into a section that no page has.</summary>
    private async Task<string?> PlaceProblemAsync(IntakeSource source, CancellationToken cancellationToken) =>
        await sites.FindAsync(source.Site, cancellationToken) is null ? "unknown-site"
        : await sites.HasSectionAsync(source.Site, source.Section, cancellationToken) ? null
        : "unknown-section";

    private async Task<IntakeReport> TakeAsync(IntakeSource source, IntakeAnswer answer, IntakeTurn turn, IntakeReport report, CancellationToken cancellationToken)
    {
        var reading = IntakeReader.Read(answer.Body, answer.Charset, options.Value.ItemsMax);
        if (reading.Error is { } error)
        {
            return report with { Error = error };
        }

        var (items, passed) = IntakeAge.Part(source, reading.Items, turn, report.Since ?? DateTimeOffset.MinValue);
        IntakeMetrics.Items.WithLabels(IntakeOutcome.RefusedName).Inc(reading.Refused.Count);

        // Validators are kept only of what was taken over: "nothing new" must mean that all of it was.
        report = report with
        {
            ETag = answer.ETag,
            LastModified = answer.LastModified,
            Passed = [.. passed],
            Refused = reading.Refused.Count,
            Problems = [.. reading.Refused.Select(item => IntakeTaker.Notice(item, item.Problem!)).Take(IntakeNotice.KeptMax)],
            Withdrawn = [.. (await taker.WithdrawAsync(source, reading.Withdrawn, cancellationToken)).Take(IntakeNotice.KeptMax)],
        };
        return await taker.TakeAsync(source, items, report, cancellationToken);
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

    [LoggerMessage(2101, LogLevel.Warning, "What the feed {Source} has brought could not be read or taken into articles; it is tried again.")]
    private partial void LogNotTaken(string source, Exception error);

    [LoggerMessage(2105, LogLevel.Warning, "The turn of the feed {Source} could not be asked for or given back.")]
    private partial void LogNoTurn(string source, Exception error);
}
