using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>Statistics to take away.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns/{id}", "Ads");
        group.MapGet("/statistics.json", GetJson).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("What a campaign has counted, by hour, day, creative or slot.");
        group.MapGet("/statistics.csv", GetCsv).RequireRoles(Role.AdOps | Role.Advertiser).WithSummary("The same for spreadsheets.");
    }

    private static async Task<Results<Ok<StatisticsReport>, ProblemHttpResult>> GetJson(
        string id, StatisticsRange range, Caller caller, IGrainFactory grains, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var (report, refusal) = await ReportAsync(id, range, caller, grains, time, context, cancellationToken);
        return refusal is null ? TypedResults.Ok(report!) : refusal;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetCsv(
        string id, StatisticsRange range, Caller caller, IGrainFactory grains, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var (report, refusal) = await ReportAsync(id, range, caller, grains, time, context, cancellationToken);
        return refusal is null
            ? TypedResults.Bytes(
                report!.ToCsv(ReportLanguage.Of(context.Request)), CsvTable.ContentType, $"campaign-{id}-{report.From}-{report.To}-{report.By}.csv")
            : refusal;
    }

    private static async Task<(StatisticsReport? Report, ProblemHttpResult? Refusal)> ReportAsync(
        string id, StatisticsRange range, Caller caller, IGrainFactory grains, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var (campaign, refusal) = await CampaignAccess.FindAsync(id, caller, grains, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var errors = new RequestErrors();
        if (range.Read(time.GetUtcNow(), errors) is not { } query)
        {
            return (null, errors.Problem());
        }

        context.Response.Headers.CacheControl = "no-store";
        ReportLanguage.Vary(context.Response);
        var counts = await grains.GetGrain<IBudgetGrain>(id).ReadCounts(query, cancellationToken);
        return (StatisticsReport.Of(campaign!, query, counts, ReportLanguage.Of(context.Request)), null);
    }
}
