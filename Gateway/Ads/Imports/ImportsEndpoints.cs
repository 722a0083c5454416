using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Bookings;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads.Imports;

internal static class ImportsEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("campaigns/import", "Ads", bodyBytesMax: ImportFiles.BodyBytesMax);
        group.RequireRoles(Role.AdOps);
        group.MapPost("/", Import).Creates().WithSummary("Books campaigns with their creatives from a CSV and a ZIP file, all or none.");
        group.MapGet("/template", GetTemplate).WithSummary("An empty CSV file for an import, with an example.");
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> Import(
        HttpRequest request,
        Operation operation,
        Caller caller,
        SiteDirectory sites,
        [FromServices] CampaignImport import,
        CancellationToken cancellationToken,
        string site = SiteInfo.DefaultId,
        bool dryRun = false,
        bool allowOverbooking = false)
    {
        if ((BookingAnswers.OverbookingRefusal(allowOverbooking, caller) ?? await AdsAnswers.SiteRefusalAsync(site, caller, sites, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var files = await ImportFiles.ReadAsync(request, cancellationToken);
        var errors = new ImportErrors();
        var batch = new BookingBatch { OperationId = operation.Id, Steps = [], DryRun = dryRun, AllowOverbooking = allowOverbooking };
        return await import.RunAsync(files, batch, site, caller, errors, cancellationToken) is { } response
            ? TypedResults.Ok(response)
            : Refused(errors);
    }

    private static FileContentHttpResult GetTemplate(string lang = "ko") =>
        TypedResults.File(ImportSheet.Template(korean: lang != "en"), "text/csv; charset=utf-8", "campaigns.csv");

    private static ProblemHttpResult Refused(ImportErrors errors)
    {
        var first = errors.Listed[0];
        var details = ApiProblem.Details(
            ProblemCodes.ImportRefused,
            errors.Count == 1 ? $"Row {first.Row}, {first.Column}: {first.Message} Nothing was booked." : $"{errors.Count} errors; see rows. Nothing was booked.");
        details.Extensions["count"] = errors.Count;
        details.Extensions["rows"] = errors.Listed;
        return TypedResults.Problem(details);
    }
}
