using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Weather.Feeds;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal static partial class WeatherEndpoints
{
    public static RouteGroupBuilder MapWeather(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("weather", "Weather");
        group.MapPost("/observations", TakeObservations).RequireRoles(Role.Ingest).WithSummary("Report observations of many stations for one time.");
        group.MapGet("/stations", GetStations).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<StationsResponse>().WithSummary("All stations with their last reading.");
        group.MapGet("/stations/{id}", GetStation).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<StationResponse>().WithSummary("One station with 48 hours of history.");
        group.MapGet("/held", GetHeld).RequireRoles(Role.Operator).WithSummary("Readings that are held back, newest first.");
        group.MapPost("/stations/{id}/release", Release).RequireRoles(Role.Operator).WithSummary("Shows a held reading.");
        group.MapPost("/stations/{id}/reject", Reject).RequireRoles(Role.Operator).WithSummary("Takes a reading away for good, held or shown.");
        return group.MapSources();
    }

    private static async Task<Results<Ok<ObservationsResponse>, ProblemHttpResult>> TakeObservations(
        ObservationsRequest request, Caller caller, WeatherIntake intake, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var observedAt = ObservedAt(request.ObservedAt, errors);
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
            : TypedResults.Ok(new ObservationsResponse(result.Accepted.Length, result.Repeated, result.Repaired, result.Refused, [.. result.Held.Select(HeldResponse.Of)]));
    }

    private static ProblemHttpResult Refused(IntakeResult result)
    {
        var details = ApiProblem.Details(
            ProblemCodes.ObservationsRefused, $"All {result.Refused.Length} rows were refused, each for the reason beside it. Nothing was changed.");
        details.Extensions["refused"] = result.Refused;
        return TypedResults.Problem(details);
    }

    private static DateTimeOffset ObservedAt(string text, RequestErrors errors)
    {
        errors.Check(Rfc3339().IsMatch(text), "/observedAt", "Must be an RFC 3339 time with its offset, for example 2024-04-27T07:00:00+09:00.");
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var observedAt);
        errors.Check(errors.Any || parsed, "/observedAt", "There is no such time.");
        return observedAt;
    }

    private static async Task<Ok<HeldListResponse>> GetHeld(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var held = await grains.GetGrain<ITickerGrain>(ITickerGrain.Key).Held(cancellationToken);
        return TypedResults.Ok(new HeldListResponse([.. held.Select(HeldResponse.Of)]));
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
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || StationTable.Find(number) is null)
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

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult>> GetStations(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticker = (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>();
        return Answer(context, json.Value, new StationsResponse
        {
            OrderVersion = ticker?.OrderVersion ?? StationTable.OrderVersion,
            NextExpectedAt = ticker?.NextExpectedAt?.ToOffset(ReadingResponse.SeoulOffset),
            Regions = StationTable.Regions,
            Stations = [.. StationTable.All.Select((station, index) => StationResponse.Of(station, ticker?.Rows[index], now))],
        });
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetStation(
        string id,
        HttpContext context,
        [FromServices] ITopicReader topics,
        IGrainFactory grains,
        TimeProvider time,
        IOptions<JsonOptions> json,
        CancellationToken cancellationToken)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || StationTable.IndexOf(number) is not { } index)
        {
            return ApiProblem.NotFound("station", id);
        }

        var ticker = (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>();
        var history = await grains.GetGrain<IStationGrain>(number.ToString(CultureInfo.InvariantCulture)).History(cancellationToken);
        var answer = Answer(context, json.Value, StationResponse.Of(StationTable.All[index], ticker?.Rows[index], time.GetUtcNow()) with
        {
            History = [.. history.Select(ReadingResponse.Of)],
        });
        return answer.Result is Utf8ContentHttpResult content ? content : (StatusCodeHttpResult)answer.Result;
    }

    /// <summary>The age of a reading changes without an update, so the ETag is made of the answer itself.</summary>
    private static Results<Utf8ContentHttpResult, StatusCodeHttpResult> Answer<T>(HttpContext context, JsonOptions options, T answer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, options.SerializerOptions);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "public, max-age=0, must-revalidate";
        return context.Request.Headers.IfNoneMatch.Any(header => header?.Contains(tag, StringComparison.Ordinal) ?? false)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(json, "application/json; charset=utf-8");
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Rfc3339();
}
