using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal static class StationChangesEndpoints
{
    /// <summary>From the reef of Ieodo to the north of Gangwon, and from Baengnyeong to Dokdo.</summary>
    private const double South = 31.5, North = 39.5, West = 123.5, East = 132.5;

    private const double LowestMetres = -50, HighestMetres = 2_000;

    public static RouteGroupBuilder MapStationChanges(this RouteGroupBuilder weather)
    {
        weather.MapPut("/stations/{id}", PutStation).RequireRoles(Role.Operator).WithSummary("Adds a station, or renames, corrects, closes or opens one.");
        return weather;
    }

    private static async Task<Results<Ok<StationResponse>, Created<StationResponse>, ProblemHttpResult>> PutStation(
        string id, PutStationRequest request, IfMatch ifMatch, WeatherIntake intake, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = Check(id, request, out var number);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var put = await intake.PutStationAsync(Station(number, request, time.GetUtcNow()), ifMatch.Expectation, cancellationToken);
        switch (put.Verdict)
        {
            case StationVerdict.Created:
                ETags.Set(response, put.Station!.Revision);
                return TypedResults.Created($"{ApiGroup.Prefix}/weather/stations/{id}", StationResponse.Of(put.Station, null, time.GetUtcNow()));
            case StationVerdict.Changed or StationVerdict.Unchanged:
                ETags.Set(response, put.Station!.Revision);
                return TypedResults.Ok(StationResponse.Of(put.Station, null, time.GetUtcNow()));
            case StationVerdict.RevisionRequired:
                return ApiProblem.IfMatchRequired(put.Station!.Revision);
            case StationVerdict.Stale:
                return put.Station is { } station
                    ? ApiProblem.Stale(station.Revision)
                    : ApiProblem.Create(ProblemCodes.Stale, "It does not exist. Leave If-Match out to create it.");
            default:
                return ApiProblem.Create(
                    ProblemCodes.LimitReached,
                    $"At most {StationDirectory.ChangesMax} stations are added or changed, and {StationDirectory.TickerMax} have a row in the ticker. Add it with \"ticker\": false.");
        }
    }

    private static RequestErrors Check(string id, PutStationRequest request, out int number)
    {
        var errors = new RequestErrors();
        errors.Check(
            int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= StationInfo.NumberMax
                && id == number.ToString(CultureInfo.InvariantCulture),
            "", $"The number in the path must be 1 to {StationInfo.NumberMax}, without leading zeros.");
        CheckName(errors, request.Name, "/name");
        CheckName(errors, request.NameEnglish, "/nameEnglish");
        errors.Check(
            StationTable.Regions.Any(region => region.Id == request.Region), "/region",
            $"Must be one of {string.Join(", ", StationTable.Regions.Select(region => region.Id))}.");
        errors.Check(request.Latitude is >= South and <= North, "/latitude", $"Must be {South} to {North} degrees north.");
        errors.Check(request.Longitude is >= West and <= East, "/longitude", $"Must be {West} to {East} degrees east.");
        errors.Check(request.ElevationMetres is null or (>= LowestMetres and <= HighestMetres), "/elevationMetres", $"Must be {LowestMetres} to {HighestMetres} metres.");
        return errors;
    }

    private static void CheckName(RequestErrors errors, string? name, string pointer)
    {
        errors.CheckText(name, pointer, ObservationRules.SkyLengthMax, required: true);
        errors.Check(name is null || (PlainText.IsPlain(name) && name == name.Trim()), pointer, "Must be visible characters, without blanks around them.");
    }

    private static StationInfo Station(int number, PutStationRequest request, DateTimeOffset now) => new()
    {
        Number = number,
        Name = request.Name,
        NameEnglish = request.NameEnglish,
        RegionId = request.Region,
        Latitude = request.Latitude,
        Longitude = request.Longitude,
        ElevationMetres = request.ElevationMetres,
        InTicker = request.Ticker,
        ClosedAt = request.Closed ? now : null,
    };
}
