using System.Globalization;
using System.Net;
using Sokbo.Gateway.Delivery.Events;
using Sokbo.Gateway.Delivery.Lane;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Stands before everything under <c>/live</c>. A request that stays open is a connection; the short ones around it
/// (negotiation, sending by long polling) only have to come from an allowed origin.
/// </summary>
internal sealed class LiveAdmissionMiddleware(RequestDelegate next, LiveAdmission admission, EmbeddingOrigins origins)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (!HttpMethods.IsGet(request.Method))
        {
            await (origins.Allows(origin, request.Host) ? next(context) : RefuseAsync(context, new LiveRefusal(ErrorCode.OriginRefused, TimeSpan.Zero)));
            return;
        }

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;

        // Where the lane has asked already, its answer counts: a second question would be a second turn.
        var refusal = context.Features.Get<RefusedUpgrade>()?.Take(request) ?? admission.TryEnter(address, origin, request.Host);
        if (refusal is { } why)
        {
            await RefuseAsync(context, why);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            admission.Leave(address);
        }
    }

    private static Task RefuseAsync(HttpContext context, LiveRefusal refusal)
    {
        if (refusal.Code == ErrorCode.OriginRefused)
        {
            // The page that is kept out may read why, and then stops asking.
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }

        if (refusal.RetryAfter > TimeSpan.Zero && IsEventSource(context.Request))
        {
            return TellEventSourceAsync(context, refusal);
        }

        if (refusal.RetryAfter > TimeSpan.Zero)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(refusal.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return LiveProblem.Of(refusal.Code, DetailOf(refusal.Code)).ExecuteAsync(context);
    }

    private static bool IsEventSource(HttpRequest request) =>
        (request.Path.Equals(EventsEndpoint.Path, StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments(EventsEndpoint.LinksPath, StringComparison.OrdinalIgnoreCase))
        && request.Headers.Accept.ToString().Equals("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>A browser's EventSource gives up for ever at any status but 200; a stream that ends brings it back when told.</summary>
    private static async Task TellEventSourceAsync(HttpContext context, LiveRefusal refusal)
    {
        LiveProblem.Count(refusal.Code);
        EventsEndpoint.Open(context);
        var milliseconds = (int)refusal.RetryAfter.TotalMilliseconds;
        EventText.Retry(context.Response.BodyWriter, milliseconds);
        EventText.Named(context.Response.BodyWriter, EventStreamSink.Reconnect, WireJson.Encode(new WireReconnectPlan
        {
            AfterMilliseconds = milliseconds,
            Reason = LiveProblem.CodeOf(refusal.Code),
        }));
        await context.Response.BodyWriter.FlushAsync();
    }

    private static string DetailOf(ErrorCode code) => code switch
    {
        ErrorCode.OriginRefused => "Pages of this origin may not connect. An operator adds it to embedOrigins of the site.",
        ErrorCode.Draining => "This gateway is going down. Connect again: the balancer picks another one.",
        ErrorCode.Paced => "Many readers are coming back at once. Wait, with jitter, then connect again.",
        ErrorCode.AddressFull => "This address has as many connections as it may. Close some, or wait.",
        _ => "This gateway has as many connections as it may. Wait, with jitter, then connect again.",
    };
}
