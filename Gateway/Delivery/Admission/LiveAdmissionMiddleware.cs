using System.Globalization;
using System.Net;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Stands before everything under <c>/live</c>. A request that stays open is a connection; the short ones around it
/// (negotiation, sending by long polling) only have to come from an allowed origin.
/// </summary>
internal sealed class LiveAdmissionMiddleware(RequestDelegate next, LiveAdmission admission, EmbeddingOrigins origins, Jitter jitter)
{
    private const int RetrySecondsMax = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        if (!HttpMethods.IsGet(request.Method))
        {
            await (origins.Allows(origin, request.Host) ? next(context) : RefuseAsync(context, ErrorCode.OriginRefused));
            return;
        }

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (admission.TryEnter(address, origin, request.Host) is { } refusal)
        {
            await RefuseAsync(context, refusal);
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

    private Task RefuseAsync(HttpContext context, ErrorCode code)
    {
        if (code == ErrorCode.OriginRefused)
        {
            // The page that is kept out may read why, and then stops asking.
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            var seconds = 1 + (int)jitter.Below(RetrySecondsMax * 1_000).TotalSeconds;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return LiveProblem.Of(code, DetailOf(code)).ExecuteAsync(context);
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
