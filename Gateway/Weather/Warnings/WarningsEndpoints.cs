using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Weather.Warnings;

internal static class WarningsEndpoints
{
    /// <summary>A caller must not hold a warning longer than this without asking whether it still stands.</summary>
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(10);

    public static RouteGroupBuilder MapWarnings(this RouteGroupBuilder group)
    {
        group.MapPost("/warnings", TakeWarnings).RequireRoles(Role.Ingest).WithSummary("Report what a source answered about warnings.");
        group.MapGet("/warnings", GetWarnings).AllowAnonymous().ShowsNoArticles("Weather warnings.").Produces<WarningsResponse>().WithSummary("Warnings in force, and whether anybody knows.");
        return group;
    }

    private static async Task<Results<Ok<WarningsTakenResponse>, ProblemHttpResult>> TakeWarnings(
        WarningsRequest request, Caller caller, [FromServices] WarningsIntake intake, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var checkedAt = WarningsCheck.Time(request.CheckedAt);
        var errors = new RequestErrors();
        errors.Check(checkedAt is not null, "/checkedAt", "Must be an RFC 3339 time with its offset, for example 2026-11-23T15:00:00+09:00.");
        errors.Check(checkedAt is null || checkedAt <= now + ObservationRules.AheadMax, "/checkedAt", "Is more than 10 minutes in the future.");
        errors.Check(request.Warnings.Count <= WarningsCheck.RowsMax, "/warnings", $"Must have 0 to {WarningsCheck.RowsMax} rows.");
        errors.Check(request.Warnings.All(row => row is not null), "/warnings", "Must not have null among its rows.");
        errors.Check(Attribution.IsAllowed(request.Source), "/source", "Must be 기상청, 견본, or another agency's own name of at most 40 characters.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        if (request.Source == Attribution.Sample && !caller.Has(Role.Operator))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only operators report invented warnings (견본). Name the agency that warns instead.");
        }

        var (reports, refused) = WarningsCheck.Of(request, now);
        if (reports.IsEmpty && !refused.IsEmpty)
        {
            var details = ApiProblem.Details(
                ProblemCodes.WarningsRefused, $"All {refused.Length} reports were refused, each for the reason beside it. Nothing was changed.");
            details.Extensions["refused"] = refused;
            return TypedResults.Problem(details);
        }

        var outcome = await intake.TakeAsync(reports, refused.IsEmpty ? checkedAt : null, cancellationToken);
        return outcome.Full > 0
            ? ApiProblem.Create(ProblemCodes.LimitReached, $"{outcome.Full} reports were not kept, because their regions have as many warnings as they may. Report lifts, then repeat.")
            : TypedResults.Ok(new WarningsTakenResponse(outcome.Taken, outcome.Old, refused));
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetWarnings(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, string? region, CancellationToken cancellationToken)
    {
        ImmutableArray<WeatherRegion> regions = [.. StationTable.Regions.Where(known => region is null || known.Id == region)];
        if (regions.IsEmpty)
        {
            return ReadingsEndpoints.UnknownRegion(region);
        }

        var answers = ImmutableArray.CreateBuilder<RegionWarningsResponse>();
        var now = time.GetUtcNow();
        foreach (var one in regions)
        {
            var state = (await topics.Read(TopicName.Warnings(one), cancellationToken))?.As<WarningsState>();
            answers.Add(RegionWarningsResponse.Of(one, state, now));
        }

        return WeatherAnswer.Of(
            context, json.Value.SerializerOptions, new WarningsResponse(answers.ToImmutable()), new AnswerTimes(null, now + HoldsFor));
    }
}
