using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Delivery;
using StackExchange.Redis;

namespace Sokbo.Gateway.Api;

/// <summary>
/// The one place where a refusal without words, an unreadable request or an outage becomes a problem. It covers the
/// addresses that it <see cref="Covers"/>; pages and the hub have their own ways.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    /// <summary>Addresses of the API, whose answers are for programs.</summary>
    public static bool Covers(PathString path) =>
        path.StartsWithSegments("/ads", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!Covers(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
            {
                await WriteAsync(context, OfStatus(context));
            }
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            await WriteAsync(context, OfException(context, error));
        }
    }

    private static Task WriteAsync(HttpContext context, ProblemDetails details) => TypedResults.Problem(details).ExecuteAsync(context);

    private static ProblemDetails OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized when context.Request.Headers.Authorization.Count == 0 => ApiProblem.Details(
            ProblemCodes.KeyRequired, "Send your key: Authorization: Bearer <key>."),
        StatusCodes.Status401Unauthorized => ApiProblem.Details(
            ProblemCodes.KeyInvalid, "The key or token is unknown, revoked or expired, or is not sent as Authorization: Bearer <key>. Ask an operator for a new one."),
        StatusCodes.Status403Forbidden => ApiProblem.Details(
            ProblemCodes.WrongRole, $"This needs one of these roles: {NeededRoles(context)}. Use another key, or ask an operator for the role."),
        StatusCodes.Status404NotFound => ApiProblem.Details(
            ProblemCodes.NotFound, "Nothing is at this address. The calls there are: /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Details(
            ProblemCodes.MethodNotAllowed, $"Use one of: {context.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => Media(),
        StatusCodes.Status429TooManyRequests => ApiProblem.Details(
            ProblemCodes.TooManyRequests, $"Wait {context.Response.Headers.RetryAfter} s, then go on more slowly."),
        >= 500 => ApiProblem.Details(ProblemCodes.InternalError, "Repeat the request with the same Idempotency-Key; tell the operator if it stays."),
        _ => ApiProblem.Details(ProblemCodes.InvalidRequest, "The request cannot be read. Compare it with /openapi/v1.json."),
    };

    private ProblemDetails OfException(HttpContext context, Exception error)
    {
        switch (error)
        {
            case ApiProblemException problem:
                return ApiProblem.Details(problem.Code, problem.Message, problem.Errors);
            case BadHttpRequestException { InnerException: JsonException json }:
                return OfException(context, JsonProblem.From(json));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge();
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return Media();
            case BadHttpRequestException bad when bad.Message.Contains("body", StringComparison.OrdinalIgnoreCase) && bad.Message.Contains("provided", StringComparison.Ordinal):
                return ApiProblem.Details(ProblemCodes.BodyRequired, "Send a JSON body, if only {}, with Content-Type: application/json.");
            case BadHttpRequestException bad:
                return ApiProblem.Details(ProblemCodes.InvalidRequest, ParameterProblem.Detail(bad.Message));
            // Cancelled by nobody who asked: a connection that is made anew lets go of what waits for it.
            case OrleansException or TimeoutException or IOException or RedisException or TopicUnavailableException or OperationCanceledException:
                LogUnavailable(context.Request.Method, context.Request.Path, error);
                context.Response.Headers.RetryAfter = "1";
                return ApiProblem.Details(
                    ProblemCodes.ClusterUnavailable,
                    "It is not known whether the request took effect. Repeat it with the same Idempotency-Key: nothing happens twice.");
            default:
                LogBug(context.Request.Method, context.Request.Path, error);
                return ApiProblem.Details(ProblemCodes.InternalError, "Tell the operator; the log of this gateway has the cause.");
        }
    }

    private static ProblemDetails TooLarge() => ApiProblem.Details(
        ProblemCodes.BodyTooLarge, "Send less at once; /openapi/v1.json and docs/API.md name the limit of each call. Nothing was changed.");

    private static ProblemDetails Media() => ApiProblem.Details(
        ProblemCodes.UnsupportedMediaType, "Send Content-Type: application/json; charset=utf-8, without Content-Encoding.");

    private static string NeededRoles(HttpContext context) =>
        RoleNames.Join((context.GetEndpoint()?.Metadata.GetMetadata<RolesMetadata>()?.Any ?? default) | Grains.Interfaces.Access.Role.Operator);

    [LoggerMessage(6000, LogLevel.Warning, "{Method} {Path}: the cluster did not answer.")]
    private partial void LogUnavailable(string method, string path, Exception error);

    [LoggerMessage(6001, LogLevel.Error, "{Method} {Path} failed by a bug.")]
    private partial void LogBug(string method, string path, Exception error);
}
