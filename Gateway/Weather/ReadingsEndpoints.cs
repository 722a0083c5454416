using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Weather;

/// <summary>What anybody may read of the weather.</summary>
internal static class ReadingsEndpoints
{
    private const int NearestMax = 20;
    private const int NearestUsual = 3;
    private const int HistoryHours = 48;

    public static RouteGroupBuilder MapReadings(this RouteGroupBuilder group)
    {
        group.MapGet("/stations", GetStations).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<StationsResponse>()
            .WithSummary("All stations, or those of a region, with their last reading.");
        group.MapGet("/stations.geojson", GetGeoJson).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<StationsGeoJson>(contentType: WeatherAnswer.GeoJson)
            .WithSummary("The same as GeoJSON (RFC 7946).");
        group.MapGet("/stations/{id}", GetStation).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<StationResponse>()
            .WithSummary("One station with 48 hours of history and the extremes of the day.");
        group.MapGet("/stations/{id}/history", GetHistory).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<HistoryResponse>()
            .WithSummary("What a station reported in the last hours.");
        group.MapGet("/nearest", GetNearest).AllowAnonymous().ShowsNoArticles("Readings of stations.").Produces<NearestResponse>()
            .WithSummary("The stations next to a place.");
        return group;
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetStations(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, string? region, CancellationToken cancellationToken)
    {
        var ticker = await topics.TickerAsync(cancellationToken);
        if (StationsOf(ticker, region) is not { } stations)
        {
            return UnknownRegion(region);
        }

        var now = time.GetUtcNow();
        return WeatherAnswer.Of(
            context,
            json.Value.SerializerOptions,
            new StationsResponse
            {
                OrderVersion = ticker?.OrderVersion ?? StationTable.OrderVersion,
                NextExpectedAt = ticker?.NextExpectedAt?.ToOffset(ReadingResponse.SeoulOffset),
                Regions = StationTable.Regions,
                Stations = [.. stations.Select(one => StationResponse.Of(one.Station, one.Row, now))],
            },
            TimesOf(stations, ticker, now));
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetGeoJson(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, string? region, CancellationToken cancellationToken)
    {
        var ticker = await topics.TickerAsync(cancellationToken);
        if (StationsOf(ticker, region) is not { } stations)
        {
            return UnknownRegion(region);
        }

        var now = time.GetUtcNow();
        return WeatherAnswer.Of(
            context,
            json.Value.SerializerOptions,
            StationsGeoJson.Of(stations.Select(one => StationResponse.Of(one.Station, one.Row, now))),
            TimesOf(stations, ticker, now),
            WeatherAnswer.GeoJson);
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetStation(
        string id, HttpContext context, [FromServices] ITopicReader topics, IGrainFactory grains, TimeProvider time, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var ticker = await topics.TickerAsync(cancellationToken);
        if (Find(ticker, id) is not { } station)
        {
            return ApiProblem.NotFound("station", id);
        }

        var history = await HistoryAsync(grains, station, cancellationToken);
        var now = time.GetUtcNow();
        var row = RowOf(ticker, station) ?? (history.IsEmpty ? null : RowOf(station, history[^1]));
        var shown = StationResponse.Of(station, row, now);
        return WeatherAnswer.Of(
            context,
            json.Value.SerializerOptions,
            shown with
            {
                Measures = shown.Quality is null || history.IsEmpty || history[^1].ObservedAt != row!.ObservedAt ? null : MeasuresResponse.Of(history[^1].Measures),
                Today = ExtremesResponse.Of(history, now),
                History = [.. history.Select(ReadingResponse.Of)],
            },
            AnswerTimes.Of([row?.ObservedAt], ticker?.NextExpectedAt, now));
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetHistory(
        string id, HttpContext context, [FromServices] ITopicReader topics, IGrainFactory grains, TimeProvider time, IOptions<JsonOptions> json, string? hours, CancellationToken cancellationToken)
    {
        var ticker = await topics.TickerAsync(cancellationToken);
        if (Find(ticker, id) is not { } station)
        {
            return ApiProblem.NotFound("station", id);
        }

        var errors = new RequestErrors();
        var wanted = Whole(hours, HistoryHours, HistoryHours, "/hours", errors);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var history = await HistoryAsync(grains, station, cancellationToken);
        var now = time.GetUtcNow();
        var from = now - TimeSpan.FromHours(wanted);
        return WeatherAnswer.Of(
            context,
            json.Value.SerializerOptions,
            new HistoryResponse
            {
                Id = station.Number,
                Today = ExtremesResponse.Of(history, now),
                Readings = [.. history.Where(reading => reading.ObservedAt >= from).Select(ReadingResponse.Of)],
            },
            TimesOf([(station, RowOf(ticker, station))], ticker, now));
    }

    private static async Task<Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> GetNearest(
        HttpContext context, [FromServices] ITopicReader topics, TimeProvider time, IOptions<JsonOptions> json, string? lat, string? lon, string? count, CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var place = new GeoPoint(Degrees(lat, 90, "/lat", errors), Degrees(lon, 180, "/lon", errors));
        var wanted = Whole(count, NearestUsual, NearestMax, "/count", errors);
        if (errors.Any)
        {
            return errors.Problem();
        }

        var ticker = await topics.TickerAsync(cancellationToken);
        var now = time.GetUtcNow();
        var nearest = NearestStations.Of(TickerTopic.StationsOf(ticker).Ticker, place, wanted)
            .Select(near => (near.Station, Row: RowOf(ticker, near.Station), near.Kilometres)).ToImmutableArray();
        return WeatherAnswer.Of(
            context,
            json.Value.SerializerOptions,
            new NearestResponse([.. nearest.Select(near => StationResponse.Of(near.Station, near.Row, now) with
            {
                DistanceKilometres = Math.Round(near.Kilometres, 1),
            })]),
            TimesOf(nearest.Select(near => (near.Station, near.Row)), ticker, now));
    }

    private static StationInfo? Find(TickerState? ticker, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? TickerTopic.StationsOf(ticker).Find(number) : null;

    /// <summary>Open ones with their rows, first those that have one in the ticker; null where there is no such region.</summary>
    private static ImmutableArray<(StationInfo Station, TickerRow? Row)>? StationsOf(TickerState? ticker, string? region)
    {
        if (region is not null && StationTable.Regions.All(known => known.Id != region))
        {
            return null;
        }

        var directory = TickerTopic.StationsOf(ticker);
        var rows = ticker?.Rows.ToDictionary(row => row.StationId) ?? [];
        return
        [
            .. directory.Ticker.Concat(directory.Open.Where(station => !station.InTicker))
                .Where(station => region is null || station.RegionId == region)
                .Select(station => (station, rows.GetValueOrDefault(station.Number))),
        ];
    }

    internal static ProblemHttpResult UnknownRegion(string? region)
    {
        var errors = new RequestErrors();
        errors.Add("/region", $"There is no region '{region}'. Use one of {string.Join(", ", StationTable.Regions.Select(known => known.Id))}, or leave it out for all.");
        return errors.Problem();
    }

    private static double Degrees(string? text, int max, string pointer, RequestErrors errors)
    {
        var known = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees);
        errors.Check(known && Math.Abs(degrees) <= max, pointer, $"Must be degrees between -{max} and {max}, for example 37.57.");
        return degrees;
    }

    private static int Whole(string? text, int usual, int max, string pointer, RequestErrors errors)
    {
        if (text is null)
        {
            return usual;
        }

        var known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max;
        errors.Check(known, pointer, $"Must be a whole number from 1 to {max}; it is {usual} where it is left out.");
        return value;
    }

    private static Task<ImmutableArray<Reading>> HistoryAsync(IGrainFactory grains, StationInfo station, CancellationToken cancellationToken) =>
        grains.GetGrain<IStationGrain>(station.Number.ToString(CultureInfo.InvariantCulture)).History(cancellationToken);

    private static TickerRow? RowOf(TickerState? ticker, StationInfo station) => ticker?.Rows.FirstOrDefault(row => row.StationId == station.Number);

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

    private static AnswerTimes TimesOf(IEnumerable<(StationInfo Station, TickerRow? Row)> stations, TickerState? ticker, DateTimeOffset now) =>
        AnswerTimes.Of(stations.Select(one => one.Row?.ObservedAt), ticker?.NextExpectedAt, now);
}
