using System.Collections.Immutable;
using System.Reflection;

namespace Sokbo.Gateway.Api;

/// <summary>All codes of the API. A test compares them with the table in <c>docs/API.md</c>.</summary>
internal static class ProblemCodes
{
    // The request as such.
    public static readonly ProblemCode InvalidJson = new("invalid-json", 400, "The body is not the JSON that this call takes");
    public static readonly ProblemCode UnknownMember = new("unknown-member", 400, "The body has a member that this call does not know");
    public static readonly ProblemCode InvalidRequest = new("invalid-request", 400, "The request cannot be read");
    public static readonly ProblemCode BodyRequired = new("body-required", 400, "A body is required");
    public static readonly ProblemCode NotFound = new("not-found", 404, "There is no such thing");
    public static readonly ProblemCode MethodNotAllowed = new("method-not-allowed", 405, "This address does not take that method");
    public static readonly ProblemCode BodyTooLarge = new("body-too-large", 413, "The body is too large");
    public static readonly ProblemCode UnsupportedMediaType = new("unsupported-media-type", 415, "The body has the wrong media type");
    public static readonly ProblemCode ValidationFailed = new("validation-failed", 422, "Some values are not valid");
    public static readonly ProblemCode TooManyRequests = new("too-many-requests", 429, "Too many requests");

    // Who asks.
    public static readonly ProblemCode KeyRequired = new("key-required", 401, "A key is required");
    public static readonly ProblemCode KeyInvalid = new("key-invalid", 401, "The key is not valid");
    public static readonly ProblemCode WrongRole = new("wrong-role", 403, "The key lacks the role for this");
    public static readonly ProblemCode WrongSite = new("wrong-site", 403, "The key is bound to other sites");
    public static readonly ProblemCode WrongAccount = new("wrong-account", 403, "The key is bound to other accounts");

    // Repetition and concurrency.
    public static readonly ProblemCode IdempotencyKeyRequired = new("idempotency-key-required", 400, "An Idempotency-Key is required");
    public static readonly ProblemCode IdempotencyKeyInvalid = new("idempotency-key-invalid", 400, "The Idempotency-Key is not valid");
    public static readonly ProblemCode IdempotencyKeyReused = new("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request");
    public static readonly ProblemCode IfMatchRequired = new("if-match-required", 428, "If-Match is required");
    public static readonly ProblemCode IfMatchInvalid = new("if-match-invalid", 400, "If-Match is not valid");
    public static readonly ProblemCode Stale = new("stale", 412, "It has changed since you read it");

    // Sites and keys.
    public static readonly ProblemCode UnknownSite = new("unknown-site", 422, "There is no such site");
    public static readonly ProblemCode UnknownSection = new("unknown-section", 422, "There is no such section on the site");
    public static readonly ProblemCode HostTaken = new("host-taken", 409, "Another site has this host name");
    public static readonly ProblemCode LimitReached = new("limit-reached", 409, "No more of these are taken");
    public static readonly ProblemCode LastOperatorKey = new("last-operator-key", 409, "The last operator key cannot be revoked");
    public static readonly ProblemCode SecretShownOnce = new("secret-shown-once", 409, "The secret was shown already");

    // Articles.
    public static readonly ProblemCode NotPublished = new("article-not-published", 409, "The article is not published");
    public static readonly ProblemCode WrongState = new("article-wrong-state", 409, "The article is in another state than the act needs");
    public static readonly ProblemCode SecondPersonRequired = new("second-person-required", 409, "Another person must carry it out");
    public static readonly ProblemCode Retracted = new("article-retracted", 409, "The article was retracted");

    public static readonly ProblemCode PicturesIncomplete = new("pictures-incomplete", 422, "A picture does not say what it shows or whose it is");
    public static readonly ProblemCode PictureBeingDeleted = new("picture-being-deleted", 409, "The same picture is being deleted");

    // Weather.
    public static readonly ProblemCode ObservationsRefused = new("observations-refused", 422, "Every row was refused");
    public static readonly ProblemCode WarningsRefused = new("warnings-refused", 422, "Every report was refused");

    // Advertising.
    public static readonly ProblemCode IdTaken = new("id-taken", 409, "Something else has this id");

    public static readonly ProblemCode ImageUnreadable = new("image-unreadable", 422, "The picture cannot be read");
    public static readonly ProblemCode ImageTooLarge = new("image-too-large", 422, "The picture is too large to be worked on, or has no size of a banner");
    public static readonly ProblemCode ImageTooHeavy = new("image-too-heavy", 422, "The picture weighs too much for a banner of its size");
    public static readonly ProblemCode Overbooked = new("overbooked", 409, "There is less room than the booking needs");
    public static readonly ProblemCode BatchRefused = new("batch-refused", 409, "Some of them cannot be changed, and so none was");
    public static readonly ProblemCode ImportRefused = new("import-refused", 422, "Some rows cannot be booked, and so nothing was");

    public static readonly ProblemCode MonthNotOver = new("month-not-over", 409, "The month is not over");
    public static readonly ProblemCode MonthNotNext = new("month-not-next", 409, "Another month has to be closed first");
    public static readonly ProblemCode PricingFixed = new("pricing-fixed", 409, "What is paid for is fixed once something was counted");
    public static readonly ProblemCode DecisionElsewhere = new("decision-elsewhere", 421, "Another gateway made this decision");
    public static readonly ProblemCode DecisionExpired = new("decision-expired", 410, "The decision is not kept any more");

    // The server.
    public static readonly ProblemCode ClusterUnavailable = new("cluster-unavailable", 503, "The cluster does not answer");
    public static readonly ProblemCode InternalError = new("internal-error", 500, "Something is wrong on the server");

    public static ImmutableArray<ProblemCode> All { get; } =
    [
        .. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(ProblemCode))
            .Select(field => (ProblemCode)field.GetValue(null)!),
    ];
}
