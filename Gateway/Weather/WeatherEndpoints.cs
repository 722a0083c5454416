using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Weather.Feeds;
using Sokbo.Gateway.Weather.Warnings;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal static class WeatherEndpoints
{
    public static RouteGroupBuilder MapWeather(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("weather", "Weather");
        group.MapPost("/observations", TakeObservations).RequireRoles(Role.Ingest).WithSummary("Report observations of many stations for one time.");
        group.MapGet("/held", GetHeld).RequireRoles(Role.Operator).WithSummary("Readings that are held back, newest first.");
        group.MapPost("/stations/{id}/release", Release).RequireRoles(Role.Operator).WithSummary("Shows a held reading.");
        group.MapPost("/stations/{id}/reject", Reject).RequireRoles(Role.Operator).WithSummary("Takes a reading away for good, held or shown.");
        return group.MapTickerText().MapStationChanges().MapSources().MapReadings().MapWarnings();
    }

    private static Task<Results<Ok<ObservationsResponse>, ProblemHttpResult>> TakeObservations(
        ObservationsRequest request, Caller caller, WeatherIntake intake, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var observedAt = ObservedAt(request.ObservedAt, errors);
        errors.Check(request.Observations.Count is > 0 and <= ObservationRules.RowsMax, "/observations", $"Must have 1 to {ObservationRules.RowsMax} rows.");
        errors.Check(request.Observations.All(row => row is not null), "/observations", "Must not have null among its rows.");
        ObservationRow[] rows = errors.Any ? [] : [.. request.Observations.Select(row => row.ToRow())];
        return TakeAsync(new ObservationBatch(observedAt, request.Source, [.. rows]), errors, caller, intake, cancellationToken);
    }

    internal static async Task<Results<Ok<ObservationsResponse>, ProblemHttpResult>> TakeAsync(
        ObservationBatch batch, RequestErrors errors, Caller caller, WeatherIntake intake, CancellationToken cancellationToken)
    {
        errors.Check(Attribution.IsAllowed(batch.Source), "/source", "Must be 기상청, 견본, or another network's own name of at most 40 characters.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        if (batch.Source == Attribution.Sample && !caller.Has(Role.Operator))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only operators report invented readings (견본). Name the network that measured instead.");
        }

        var result = await intake.TakeAsync(batch, cancellationToken);
        return result.Accepted.IsEmpty
            ? Refused(result)
            : TypedResults.Ok(new ObservationsResponse(result.Accepted.Length, result.Repeated, result.Repaired, result.Refused, Held(result)) { Dropped = result.Dropped });
    }

    private static ImmutableArray<HeldResponse> Held(IntakeResult result)
    {
        var names = result.Accepted.ToDictionary(accepted => accepted.Station.Number, accepted => accepted.Station.Name);
        return [.. result.Held.Select(held => HeldResponse.Of(held, names.GetValueOrDefault(held.StationId, "")))];
    }

    private static ProblemHttpResult Refused(IntakeResult result)
    {
        var details = ApiProblem.Details(
            ProblemCodes.ObservationsRefused, $"All {result.Refused.Length} rows were refused, each for the reason beside it. Nothing was changed.");
        details.Extensions["refused"] = result.Refused;
        return TypedResults.Problem(details);
    }

    internal static DateTimeOffset ObservedAt(string text, RequestErrors errors)
    {
        errors.Check(Rfc3339.HasForm(text), "/observedAt", "Must be an RFC 3339 time with its offset, for example 2024-04-27T07:00:00+09:00.");
        var observedAt = Rfc3339.Read(text);
        errors.Check(errors.Any || observedAt is not null, "/observedAt", "There is no such time.");
        return observedAt ?? default;
    }

    private static async Task<Ok<HeldListResponse>> GetHeld(
        IGrainFactory grains, [FromServices] ITopicReader topics, CancellationToken cancellationToken)
    {
        var stations = await topics.StationsAsync(cancellationToken);
        var held = await grains.GetGrain<ITickerGrain>(ITickerGrain.Key).Held(cancellationToken);
        return TypedResults.Ok(new HeldListResponse([.. held.Select(one => HeldResponse.Of(one, stations.Find(one.StationId)?.Name ?? ""))]));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> Release(
        string id, DecisionRequest request, WeatherIntake intake, CancellationToken cancellationToken) =>
        Decide(id, request, QualityDecision.Good, intake, cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> Reject(
        string id, DecisionRequest request, WeatherIntake intake, CancellationToken cancellationToken) =>
        Decide(id, request, QualityDecision.Bad, intake, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        string id, DecisionRequest request, QualityDecision decision, WeatherIntake intake, CancellationToken cancellationToken)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ApiProblem.NotFound("station", id);
        }

        var errors = new RequestErrors();
        var observedAt = ObservedAt(request.ObservedAt, errors);
        if (errors.Any)
        {
            return errors.Problem();
        }

        return await intake.DecideAsync(number, observedAt.ToUniversalTime(), decision, cancellationToken)
            ? TypedResults.NoContent()
            : ApiProblem.NotFound($"reading of station {id} at", request.ObservedAt);
    }
}
