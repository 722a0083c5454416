using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Events;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>
/// What pages tell of their banners. 204 means that it is durable; after anything else the page sends it again, and
/// nothing counts twice.
/// </summary>
internal sealed class BeaconsEndpoint(Visits visits, EventIntake intake, PauseConfirmations pauses, EventLog log, IOptions<EventLogOptions> options, IOptions<JsonOptions> json)
{
    /// <summary>A hundred of the longest tickets, and what a browser queues at most of such requests.</summary>
    public const long BodyBytesMax = 64 * 1024;

    /// <summary>A banner that was withdrawn is off the page. It is no event of a budget.</summary>
    private const string Gone = "gone";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!IsReadable(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var beacons = await JsonBody.ReadAsync<BeaconRequest?[]>(context.Request, json.Value.SerializerOptions, context.RequestAborted);
        if (Check(beacons) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var visit = visits.Of(context.Request);
        var batch = new EventBatch();
        await pauses.AddAsync(beacons!.Where(beacon => beacon!.Event == Gone).Select(beacon => beacon!.Ticket), visit, context.RequestAborted);
        foreach (var beacon in beacons!.Where(beacon => beacon!.Event != Gone))
        {
            await intake.AddAsync(batch, beacon!.Ticket, KindOf(beacon.Event)!.Value, visit, context.RequestAborted);
        }

        var outcome = await log.AppendAsync(batch, TimeSpan.FromMilliseconds(options.Value.WaitMilliseconds), context.RequestAborted);
        if (outcome == AppendOutcome.Durable)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await Unavailable(context, outcome).ExecuteAsync(context);
    }

    /// <summary>Text is what a browser sends across origins without asking first.</summary>
    private static bool IsReadable(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    private static ProblemHttpResult? Check(BeaconRequest?[]? beacons)
    {
        if (beacons is not { Length: > 0 and <= EventBatch.CountMax })
        {
            return ApiProblem.Create(
                ProblemCodes.InvalidRequest, $"Send a list of 1 to {EventBatch.CountMax} events.", [new ProblemError("", $"Has {beacons?.Length ?? 0}.")]);
        }

        var errors = new List<ProblemError>();
        foreach (var (index, beacon) in beacons.Index())
        {
            if (beacon is null || beacon.Ticket.Length is 0 or > AdTicket.LengthMax)
            {
                errors.Add(new ProblemError($"/{index}/ticket", "Must be the ticket of a decision, as it was given."));
            }
            else if (beacon.Event != Gone && KindOf(beacon.Event) is null)
            {
                errors.Add(new ProblemError($"/{index}/event", "Must be rendered, viewable or gone."));
            }
        }

        return errors.Count == 0 ? null : ApiProblem.Create(ProblemCodes.InvalidRequest, $"{errors[0].Pointer}: {errors[0].Message} Nothing was counted.", errors);
    }

    private static AdEventKind? KindOf(string name) => name switch
    {
        "rendered" => AdEventKind.Rendered,
        "viewable" => AdEventKind.Viewable,
        _ => null,
    };

    private static ProblemHttpResult Unavailable(HttpContext context, AppendOutcome outcome)
    {
        context.Response.Headers.RetryAfter = "1";
        return ApiProblem.Create(
            ProblemCodes.ClusterUnavailable,
            outcome == AppendOutcome.Full
                ? "Too much waits for the store, and nothing of this was taken. Send it again."
                : "It is not known yet whether this was kept. Send it again: nothing counts twice.");
    }
}
