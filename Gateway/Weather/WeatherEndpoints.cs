using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal static partial class WeatherEndpoints
{
    public static RouteGroupBuilder MapWeather(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("weather", "Weather");
        group.MapPost("/observations", TakeObservations).RequireRoles(Role.Ingest).WithSummary("Report observations of many stations for one time.");
        return group.MapReadings();
    }

    private static async Task<Results<Ok<ObservationsResponse>, ProblemHttpResult>> TakeObservations(
        ObservationsRequest request, Caller caller, WeatherIntake intake, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        errors.Check(Rfc3339().IsMatch(request.ObservedAt), "/observedAt", "Must be an RFC 3339 time with its offset, for example 2024-04-27T07:00:00+09:00.");
        var parsed = DateTimeOffset.TryParse(request.ObservedAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var observedAt);
        errors.Check(errors.Any || parsed, "/observedAt", "There is no such time.");
        errors.Check(request.Observations.Count is > 0 and <= ObservationRules.RowsMax, "/observations", $"Must have 1 to {ObservationRules.RowsMax} rows.");
        errors.Check(request.Observations.All(row => row is not null), "/observations", "Must not have null among its rows.");
        errors.Check(Attribution.IsAllowed(request.Source), "/source", "Must be 기상청, 견본, or another network's own name of at most 40 characters.");
        if (errors.Any)
        {
            return errors.Problem();
        }

        if (request.Source == Attribution.Sample && !caller.Has(Role.Operator))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Only operators report invented readings (견본). Name the network that measured instead.");
        }

        var rows = request.Observations.Select(row => new ObservationRow(row.StationId, row.Name, row.Sky, row.TemperatureCelsius));
        var result = await intake.TakeAsync(new ObservationBatch(observedAt, request.Source, [.. rows]), cancellationToken);
        return result.Accepted.IsEmpty
            ? Refused(result)
            : TypedResults.Ok(new ObservationsResponse(result.Accepted.Length, result.Repeated, result.Repaired, result.Refused));
    }

    private static ProblemHttpResult Refused(IntakeResult result)
    {
        var details = ApiProblem.Details(
            ProblemCodes.ObservationsRefused, $"All {result.Refused.Length} rows were refused, each for the reason beside it. Nothing was changed.");
        details.Extensions["refused"] = result.Refused;
        return TypedResults.Problem(details);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Rfc3339();
}
