using System.Diagnostics.CodeAnalysis;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>
/// Makes articles of items, each by itself: what is wrong with one stops no other. Repeating it, by whomever, begins nothing
/// twice and brings back nothing that was retracted or erased, because an item has one id for ever.
/// </summary>
internal sealed partial class IntakeTaker(IGrainFactory grains, ArticlePictures pictures, TimeProvider time, ILogger<IntakeTaker> logger)
{
    /// <summary>So many items that the cluster did not take in, and it is not the items.</summary>
    private const int FailuresMax = 3;

    /// <summary>With the moment behind it; older ones are without.</summary>
    private const string EmbargoAct = "embargo";

    /// <summary>Nobody misses these: they are how a page is made, and no part of what it says.</summary>
    private static readonly HashSet<string> Furniture = new(StringComparer.Ordinal) { "script", "style", "link", "meta", "base", "title", "noscript", "template" };

    /// <param name="source">Whose items they are.</param>
    /// <param name="items">The newest first, as feeds have them.</param>
    /// <param name="report">What is known of the call so far.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IntakeReport> TakeAsync(IntakeSource source, IEnumerable<IntakeItem> items, IntakeReport report, CancellationToken cancellationToken)
    {
        var (failures, counts, problems) = (0, new Dictionary<string, int>(StringComparer.Ordinal), report.Problems.ToList());

        // The oldest first: they become articles in the order in which they were written.
        foreach (var item in items.Reverse())
        {
            var outcome = await TryTakeAsync(source, item, cancellationToken);
            if (outcome is null)
            {
                if (++failures == FailuresMax)
                {
                    break;
                }

                continue;
            }

            IntakeMetrics.Items.WithLabels(outcome.Name).Inc();
            counts[outcome.Name] = counts.GetValueOrDefault(outcome.Name) + 1;
            if (outcome.Problem.Length > 0)
            {
                problems.Add(Notice(item, outcome.Problem, outcome.Name == IntakeOutcome.RefusedName ? "" : IntakeDrafts.IdOf(source, item)));
            }
        }

        return report with
        {
            Error = failures > 0 ? "not-taken" : null,
            Taken = counts.GetValueOrDefault(IntakeOutcome.TakenName),
            Refused = report.Refused + counts.GetValueOrDefault(IntakeOutcome.RefusedName),
            Waiting = counts.GetValueOrDefault(IntakeOutcome.WaitingName),
            Problems = [.. problems.Take(IntakeNotice.KeptMax)],
        };
    }

    /// <summary>
    /// What the source has taken back and stands here. It is the newsroom's to retract what is public; what only waits for
    /// its moment does not go out.
    /// </summary>
    public async Task<IReadOnlyList<IntakeNotice>> WithdrawAsync(IntakeSource source, IEnumerable<IntakeItem> items, CancellationToken cancellationToken)
    {
        var standing = new List<IntakeNotice>();
        foreach (var item in items)
        {
            var id = IntakeDrafts.IdOf(source, item);
            var article = grains.GetGrain<IArticleGrain>(id);
            var known = await article.Read(cancellationToken);
            if (!Stands(known))
            {
                continue;
            }

            if (known.Stage == ArticleStage.Scheduled && IsUntouched(known))
            {
                await article.Withdraw(Act(source, id, "withdraw"), cancellationToken);
            }

            IntakeMetrics.Items.WithLabels("withdrawn").Inc();
            LogWithdrawn(source.Id, id, item.Problem!);
            standing.Add(Notice(item, item.Problem!, id));
        }

        return standing;
    }

    /// <summary>Whether readers see it, or may come to.</summary>
    public static bool Stands([NotNullWhen(true)] ArticleDetails? article) => article is { Stage: not (ArticleStage.Retracted or ArticleStage.Erased or ArticleStage.Held) };

    public static IntakeNotice Notice(IntakeItem item, string reason, string article = "") => new()
    {
        Item = BlockText.Start(item.Name.Length > 0 ? item.Name : item.Title, 300),
        Reason = reason,
        Article = article,
    };

    /// <summary>Null where the cluster did not take it.</summary>
    private async Task<IntakeOutcome?> TryTakeAsync(IntakeSource source, IntakeItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(source, item, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTaken(source.Id, item.Name, error);
            return null;
        }
    }

    private async Task<IntakeOutcome> TakeAsync(IntakeSource source, IntakeItem item, CancellationToken cancellationToken)
    {
        var id = IntakeDrafts.IdOf(source, item);
        var article = grains.GetGrain<IArticleGrain>(id);
        var known = await article.Read(cancellationToken);

        // A draft that nobody has touched may be left from a call that has died in between: what it has done is not done again.
        if (known is not null && !(known.Stage == ArticleStage.Draft && IsUntouched(known) && (source.Publish || item.Embargo is not null)))
        {
            return IntakeOutcome.Known(await FollowEmbargoAsync(source, item, article, known, cancellationToken));
        }

        var errors = new RequestErrors();
        var draft = Draft(source, item, errors, out var dropped);
        draft = await pictures.TieAsync(id, draft, host: null, errors, cancellationToken);
        if (errors.Any)
        {
            return IntakeOutcome.Refused(errors.All[0].Message);
        }

        var created = await article.Create(source.Site, draft, Act(source, id), cancellationToken);
        if (created.Verdict != ArticleVerdict.Done)
        {
            return created.Verdict == ArticleVerdict.Exists ? IntakeOutcome.Known() : IntakeOutcome.Refused(Code(created));
        }

        var lost = dropped.Except(Furniture, StringComparer.Ordinal).ToArray();
        if (await ReleaseAsync(source, item, article, created.Article!, cancellationToken) is { } problem)
        {
            return source.Publish ? IntakeOutcome.Waiting(problem) : IntakeOutcome.Known(problem);
        }

        return known is not null && !source.Publish ? IntakeOutcome.Known()
            : new IntakeOutcome(IntakeOutcome.TakenName, lost.Length > 0 ? $"Without: {string.Join(", ", lost)}." : "");
    }

    /// <summary>The embargo first: whoever publishes the draft, it holds. Why it was not let go; null where it was, or was not to be.</summary>
    private async Task<string?> ReleaseAsync(IntakeSource source, IntakeItem item, IArticleGrain article, ArticleDetails draft, CancellationToken cancellationToken)
    {
        if (await FollowEmbargoAsync(source, item, article, draft, cancellationToken) is { } problem)
        {
            return problem;
        }

        return source.Publish && await article.Publish(Act(source, draft.Id, "publish"), cancellationToken) is { Verdict: not ArticleVerdict.Done } kept ? Code(kept) : null;
    }

    /// <summary>
    /// An embargo that is new or later than the one here holds here too, where nobody else has touched the article. To an
    /// earlier moment nobody moves it but a person: a feed that an old copy has come of again would let go of the text.
    /// </summary>
    /// <returns>What an editor should know; null for nothing.</returns>
    private async Task<string?> FollowEmbargoAsync(IntakeSource source, IntakeItem item, IArticleGrain article, ArticleDetails known, CancellationToken cancellationToken)
    {
        var (here, there) = (known.Embargo?.Until, item.Embargo);
        if (here == there || !Stands(known))
        {
            return null;
        }

        var waits = known.FirstPublishedAt is null && IsUntouched(known);
        if (there is { } until && !(until <= here))
        {
            // On this revision only: somebody may begin to work on it at this moment.
            var act = Act(source, known.Id, $"{EmbargoAct}-{until.ToUnixTimeMilliseconds()}") with { Expectation = new RevisionExpectation(known.Revision) };
            return waits && await article.SetEmbargo(IntakeDates.Embargo(until), act, cancellationToken) is { Verdict: ArticleVerdict.Done } ? null
                : until > time.GetUtcNow() ? "embargo-later" : null;
        }

        return waits && here > time.GetUtcNow() ? "embargo-earlier" : null;
    }

    private ArticleDraft Draft(IntakeSource source, IntakeItem item, RequestErrors errors, out string[] dropped)
    {
        try
        {
            return IntakeDrafts.Of(source, item, errors, out dropped);
        }
        catch (Exception error)
        {
            // Whatever a stranger has written: it is this item's fault, and those after it are read.
            LogUnreadable(source.Id, item.Name, error);
            errors.Add("/body", "It cannot be read.");
            dropped = [];
            return new ArticleDraft { Section = source.Section, Headline = "" };
        }
    }

    /// <summary>Its acts here are named after the article; those of people are not.</summary>
    private static ArticleAct Act(IntakeSource source, string id, string? name = null) => new()
    {
        OperationId = name is null ? id : $"{id}-{name}",
        Author = source.Name.Length > 0 ? source.Name : source.Id,
        MayChangePublished = true,
    };

    private static bool IsUntouched(ArticleDetails article) => article.Revisions.All(revision => IsOurs(article.Id, revision.OperationId));

    private static bool IsOurs(string id, string operation) =>
        operation == id || operation == $"{id}-publish" || operation.StartsWith($"{id}-{EmbargoAct}", StringComparison.Ordinal);

    private static string Code(ArticleOutcome outcome) =>
        outcome.Verdict == ArticleVerdict.PicturesIncomplete ? ProblemCodes.PicturesIncomplete.Name : outcome.Verdict.ToString();

    [LoggerMessage(2102, LogLevel.Warning, "The item {Item} of the feed {Source} could not be taken into an article; it is tried again.")]
    private partial void LogNotTaken(string source, string item, Exception error);

    [LoggerMessage(2103, LogLevel.Warning, "The item {Item} of the feed {Source} cannot be read and is refused.")]
    private partial void LogUnreadable(string source, string item, Exception error);

    [LoggerMessage(2104, LogLevel.Warning, "The feed {Source} has taken back what is article {Article} here ({Status}). See docs/RUNBOOK.md#feeds-of-others.")]
    private partial void LogWithdrawn(string source, string article, string status);
}
