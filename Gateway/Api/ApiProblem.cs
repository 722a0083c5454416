using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Sokbo.Gateway.Api;

/// <summary>Problem details (RFC 9457) with a stable <c>code</c>. The detail says what to do.</summary>
internal static class ApiProblem
{
    public static ProblemHttpResult Create(ProblemCode code, string detail, IReadOnlyList<ProblemError>? errors = null) =>
        TypedResults.Problem(Details(code, detail, errors));

    public static ProblemHttpResult NotFound(string what, string id) =>
        Create(ProblemCodes.NotFound, $"There is no {what} '{id}'.");

    /// <summary>Nothing was changed, because the revision named is not the one that stands.</summary>
    public static ProblemHttpResult Stale(int current) => TypedResults.Problem(StaleDetails(current));

    /// <summary>Nothing was changed; both versions are in the answer, so that the caller can bring them together.</summary>
    public static ProblemHttpResult Stale(int current, object standing, object sent)
    {
        var details = StaleDetails(current);
        details.Extensions["current"] = standing;
        details.Extensions["yours"] = sent;
        return TypedResults.Problem(details);
    }

    /// <summary>It exists, and the request did not say which revision it is meant for.</summary>
    public static ProblemHttpResult IfMatchRequired(int current) => Create(
        ProblemCodes.IfMatchRequired,
        $"It exists at revision {current}. Read it, then send If-Match with the ETag of what you read, for example If-Match: \"{current}\".");

    public static ProblemHttpResult WrongSite(string site) => Create(
        ProblemCodes.WrongSite, $"This key is not bound to the site '{site}'. Use a key of that site.");

    public static ProblemDetails Details(ProblemCode code, string detail, IReadOnlyList<ProblemError>? errors = null)
    {
        var details = new ProblemDetails { Status = code.Status, Title = code.Title, Detail = detail };
        details.Extensions["code"] = code.Name;
        if (errors is { Count: > 0 })
        {
            details.Extensions["errors"] = errors;
        }

        return details;
    }

    private static ProblemDetails StaleDetails(int current)
    {
        var details = Details(
            ProblemCodes.Stale, $"It stands at revision {current}. Read it again, look at what has changed, and repeat with its new ETag.");
        details.Extensions["currentRevision"] = current;
        return details;
    }
}
