using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>Months, their close and their reports, and credits.</summary>
internal static class MonthsEndpoints
{
    public static void MapMonths(this IEndpointRouteBuilder routes)
    {
        var months = routes.MapApi("months/{month}", "Ads", bodyBytesMax: 4 * 1024);
        months.MapGet("/", Get).RequireRoles(Role.AdOps).WithSummary("Whether a month is open or closed, and its sums.");
        months.MapPost("/close", Close).RequireRoles(Role.Operator).WithSummary("Closes a month that is over, for good.");
        months.MapGet("/export.json", GetJson).RequireRoles(Role.AdOps).WithSummary("A month by site, slot, advertiser or reason.");
        months.MapGet("/export.csv", GetCsv).RequireRoles(Role.AdOps).WithSummary("The same for spreadsheets.");
        var credits = routes.MapApi("campaigns/{id}/credits", "Ads", bodyBytesMax: 4 * 1024);
        credits.MapPost("/", Credit).Creates().RequireRoles(Role.AdOps).WithSummary("Takes an amount off the open month, or makes events good.");
        credits.MapGet("/", ListCredits).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("The credits of a campaign over two years, oldest first.");
    }

    private static async Task<Results<Ok<MonthResponse>, ProblemHttpResult>> Get(string month, IGrainFactory grains, CancellationToken cancellationToken) =>
        SeoulMonth.TryParse(month, out var number)
            ? TypedResults.Ok(MonthResponse.Of(number, await Months(grains).Read(cancellationToken)))
            : NoMonth(month);

    private static async Task<Results<Ok<MonthResponse>, Accepted<MonthResponse>, ProblemHttpResult>> Close(
        string month, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!SeoulMonth.TryParse(month, out var number))
        {
            return NoMonth(month);
        }

        if (!caller.Sites.IsEmpty)
        {
            return ApiProblem.Create(ProblemCodes.WrongSite, "A month is closed for all sites at once. Use an operator's key that is bound to none.");
        }

        var outcome = await Months(grains).Close(number, caller.Holder, cancellationToken);
        return outcome.Verdict switch
        {
            MonthCloseVerdict.Closed => TypedResults.Ok(MonthResponse.Of(number, outcome.State)),
            MonthCloseVerdict.Closing => TypedResults.Accepted($"{ApiGroup.Prefix}/months/{month}", MonthResponse.Of(number, outcome.State)),
            MonthCloseVerdict.NotOver => ApiProblem.Create(ProblemCodes.MonthNotOver, $"{month} is not over in Seoul. Close it from the first of the next month on."),
            _ => ApiProblem.Create(
                ProblemCodes.MonthNotNext,
                $"Months are closed in order. Close {SeoulMonth.Text(outcome.State.Closing != 0 ? outcome.State.Closing : SeoulMonth.Next(outcome.State.ClosedThrough))} first."),
        };
    }

    private static async Task<Results<Ok<MonthReport>, ProblemHttpResult>> GetJson(
        string month, Caller caller, IGrainFactory grains, SiteDirectory sites, HttpContext context, CancellationToken cancellationToken, string by = "site")
    {
        var (report, refusal) = await ReportAsync(month, by, caller, grains, sites, context, cancellationToken);
        return refusal is null ? TypedResults.Ok(report!) : refusal;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetCsv(
        string month, Caller caller, IGrainFactory grains, SiteDirectory sites, HttpContext context, CancellationToken cancellationToken, string by = "site")
    {
        var (report, refusal) = await ReportAsync(month, by, caller, grains, sites, context, cancellationToken);
        return refusal is null
            ? TypedResults.Bytes(report!.ToCsv(ReportLanguage.Of(context.Request)), CsvTable.ContentType, $"month-{month}-{by}.csv")
            : refusal;
    }

    private static async Task<(MonthReport? Report, ProblemHttpResult? Refusal)> ReportAsync(
        string month, string by, Caller caller, IGrainFactory grains, SiteDirectory sites, HttpContext context, CancellationToken cancellationToken)
    {
        if (!SeoulMonth.TryParse(month, out var number))
        {
            return (null, NoMonth(month));
        }

        var errors = new RequestErrors();
        errors.Check(MonthReport.Keys.Contains(by), "/by", $"Must be one of {string.Join(", ", MonthReport.Keys)}.");
        if (errors.Any)
        {
            return (null, errors.Problem());
        }

        context.Response.Headers.CacheControl = "no-store";
        ReportLanguage.Vary(context.Response);
        var state = await Months(grains).Read(cancellationToken);
        var accounts = (await MonthAccounts.ReadAsync(grains, number, "", cancellationToken)).Where(account => caller.MayUseSite(account.Terms.Site)).ToList();
        var mine = (await sites.RefreshAsync(cancellationToken)).Sites.Select(site => site.Id).Where(caller.MayUseSite);
        var demands = by == "advertiser" ? [] : await SitesDemand.ReadAsync(grains, number, mine, cancellationToken);
        return (MonthReport.Of(number, by, state.IsClosed(number), accounts, demands, ReportLanguage.Of(context.Request)), null);
    }

    private static async Task<Results<Created<CreditResponse>, ProblemHttpResult>> Credit(
        string id, CreditBody body, Operation operation, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        refusal ??= Check(body);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = new CreditRequest
        {
            OperationId = operation.Id,
            AmountWon = body.AmountWon ?? 0,
            Numbers = body.Numbers ?? 0,
            Reason = body.Reason,
            By = string.IsNullOrWhiteSpace(body.By) ? caller.Holder : body.By,
        };
        var outcome = await grains.GetGrain<IBudgetGrain>(campaign!.Id).Credit(request, cancellationToken);
        return outcome switch
        {
            { Verdict: CreditVerdict.Done, Credit: { } credit } => TypedResults.Created($"{ApiGroup.Prefix}/campaigns/{id}/credits", CreditResponse.Of(credit)),
            { Verdict: CreditVerdict.Done or CreditVerdict.NotFound } => ApiProblem.NotFound("open credit", operation.Id),
            { Verdict: CreditVerdict.NoNumbers } => Invalid("/numbers", "A flat price has no numbers to make good. Give amountWon, or a later end to the campaign."),
            { Verdict: CreditVerdict.TooMany } => Invalid("/numbers", $"The goal would be more than {2 * BudgetTerms.GoalMax}."),
            _ => ApiProblem.Create(ProblemCodes.LimitReached, "The open month has as many credits as it takes. Sum them up in one."),
        };
    }

    private static async Task<Results<Ok<CreditResponse[]>, ProblemHttpResult>> ListCredits(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        return refusal is null
            ? TypedResults.Ok((await grains.GetGrain<IBudgetGrain>(campaign!.Id).ReadMonths(cancellationToken)).SelectMany(month => month.Credits).Select(CreditResponse.Of).ToArray())
            : refusal;
    }

    private static ProblemHttpResult? Check(CreditBody body)
    {
        var errors = new RequestErrors();
        errors.Check((body.AmountWon is null) != (body.Numbers is null), "/amountWon", "Give either amountWon or numbers.");
        errors.Check(
            body.AmountWon is null or (not 0 and >= -BudgetTerms.PriceWonMax and <= BudgetTerms.PriceWonMax),
            "/amountWon",
            $"Must be won other than 0, at most {BudgetTerms.PriceWonMax}.");
        errors.Check(body.Numbers is null or (>= 1 and <= BudgetTerms.GoalMax), "/numbers", $"Must be 1 to {BudgetTerms.GoalMax}.");
        errors.CheckText(body.Reason, "/reason", CampaignCredit.ReasonLengthMax, required: true);
        errors.CheckText(body.By, "/by", 100);
        return errors.Any ? errors.Problem() : null;
    }

    private static ProblemHttpResult Invalid(string pointer, string message)
    {
        var errors = new RequestErrors();
        errors.Add(pointer, message);
        return errors.Problem();
    }

    private static IMonthsGrain Months(IGrainFactory grains) => grains.GetGrain<IMonthsGrain>(IMonthsGrain.Key);

    public static ProblemHttpResult NoMonth(string month) => ApiProblem.NotFound("month", month);
}
