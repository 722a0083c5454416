using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Weather.Feeds;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Weather;

internal static partial class WeatherEndpoints
{
    public static RouteGroupBuilder MapWeather(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("weather", "Weather");
        group.MapPost("/observations", TakeObservations).RequireRoles(Role.Ingest).WithSummary("Report observations of many stations for one time.");
        group.MapGet("/stations", GetStations).AllowAnonymous().Produces<StationsResponse>().WithSummary("All stations with their last reading.");
        group.MapGet("/stations/{id}", GetStation).AllowAnonymous().Produces<StationResponse>().WithSummary("One station with 48 hours of history.");
        group.MapGet("/held", GetHeld).RequireRoles(Role.Operator).WithSummary("Readings that are held back, newest first.");
        group.MapPost("/stations/{id}/release", Release).RequireRoles(Role.Operator).WithSummary("Shows a held reading.");
        group.MapPost("/stations/{id}/reject", Reject).RequireRoles(Role.Operator).WithSummary("Takes a reading away for good, held or shown.");
        return group.MapTickerText().MapStationChanges().MapSources();
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
        errors.Check(Rfc3339().IsMatch(text), "/observedAt", "Must be an RFC 3339 time with its offset, for example 2024-04-27T07:00:00+09:00.");
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var observedAt);
        errors.Check(errors.Any || parsed, "/observedAt", "There is no such time.");
        return observedAt;
    }

    private static async Task<Ok<HeldListResponse>> GetHeld(
        IGrainFactory grains, [FromServices] ITopicReader topics, CancellationToken cancellationToken)
    {
        var stations = await StationsAsync(topics, cancellationToken);
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

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult>> GetStations(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticker = (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>();
        var stations = ticker?.Stations ?? StationDirectory.Shipped;
        return Answer(context, json.Value, new StationsResponse
        {
            OrderVersion = ticker?.OrderVersion ?? StationTable.OrderVersion,
            NextExpectedAt = ticker?.NextExpectedAt?.ToOffset(ReadingResponse.SeoulOffset),
            Regions = StationTable.Regions,
            Stations = [.. stations.Ticker.Concat(stations.Open.Where(station => !station.InTicker)).Select(station => StationResponse.Of(station, RowOf(ticker, station.Number), now))],
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
        var ticker = (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>();
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || (ticker?.Stations ?? StationDirectory.Shipped).Find(number) is not { } station)
        {
            return ApiProblem.NotFound("station", id);
        }

        var history = await grains.GetGrain<IStationGrain>(number.ToString(CultureInfo.InvariantCulture)).History(cancellationToken);
        var row = RowOf(ticker, number) ?? (history.IsEmpty ? null : RowOf(station, history[^1]));
        var shown = StationResponse.Of(station, row, time.GetUtcNow());
        var answer = Answer(context, json.Value, shown with
        {
            Measures = shown.Quality is null || history.IsEmpty || history[^1].ObservedAt != row!.ObservedAt ? null : MeasuresResponse.Of(history[^1].Measures),
            History = [.. history.Select(ReadingResponse.Of)],
        });
        return answer.Result is Utf8ContentHttpResult content ? content : (StatusCodeHttpResult)answer.Result;
    }

    private static TickerRow? RowOf(TickerState? ticker, int number) => ticker?.Rows.FirstOrDefault(row => row.StationId == number);

    private static TickerRow RowOf(StationInfo station, Reading reading) => new()
    {
        StationId = station.Number,
        Name = station.Name,
        Tenths = reading.Tenths,
        Sky = reading.Sky,
        ObservedAt = reading.ObservedAt,
        Quality = reading.Quality,
        Source = reading.Source,
    };

    internal static async Task<StationDirectory> StationsAsync(ITopicReader topics, CancellationToken cancellationToken) =>
        (await topics.Read(TopicName.Ticker, cancellationToken))?.As<TickerState>()?.Stations ?? StationDirectory.Shipped;

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
