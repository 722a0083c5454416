using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>Takes the text of a ticker as another page shows it.</summary>
internal static class TickerTextEndpoints
{
    private const int LengthMax = 64 * 1024;

    public static RouteGroupBuilder MapTickerText(this RouteGroupBuilder weather)
    {
        weather.MapPost("/observations/text", TakeText).RequireRoles(Role.Ingest).Accepts<string>("text/plain")
            .WithSummary("Report observations as the text of a ticker, without numbers.");
        return weather;
    }

    private static async Task<Results<Ok<ObservationsResponse>, ProblemHttpResult>> TakeText(
        HttpRequest request,
        string? observedAt,
        string? source,
        Caller caller,
        WeatherIntake intake,
        [FromServices] ITopicReader topics,
        CancellationToken cancellationToken)
    {
        var errors = new RequestErrors();
        var at = WeatherEndpoints.ObservedAt(observedAt ?? "", errors);
        var text = await ReadAsync(request.Body, cancellationToken);
        errors.Check(text is not null, "", $"Must be UTF-8 text of at most {LengthMax} bytes.");
        var rows = TickerText.Parse(text ?? "", await topics.StationsAsync(cancellationToken));
        errors.Check(rows.Length is > 0 and <= ObservationRules.RowsMax, "", $"Must have 1 to {ObservationRules.RowsMax} lines like 맑음서울11.6℃.");
        return await WeatherEndpoints.TakeAsync(new ObservationBatch(at, source ?? "", rows), errors, caller, intake, cancellationToken);
    }

    private static async Task<string?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LengthMax + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LengthMax && System.Text.Unicode.Utf8.IsValid(buffer.AsSpan(0, length)) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }
}
