using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Weather;

/// <summary>
/// An answer about readings, whole or 304. The age of a reading changes without an update, so the tag is made of the answer
/// itself. Only the tag decides what is 304: a report that comes late changes an answer without a newer time.
/// </summary>
internal static class WeatherAnswer
{
    public const string GeoJson = "application/geo+json";
    public const string Json = "application/json; charset=utf-8";

    public static Results<Utf8ContentHttpResult, StatusCodeHttpResult, ProblemHttpResult> Of<T>(
        HttpContext context, JsonSerializerOptions options, T answer, AnswerTimes times, string type = Json)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, options);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { Public = true };
        headers.Expires = times.Expires;
        headers.LastModified = times.LastModified;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Text(json, type);
    }
}
