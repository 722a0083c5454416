using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// A feature of a connection whose first request the lane did not let in: ASP.NET Core words the refusal. What else stands
/// before the admission may answer that request, and the connection goes on, behind a proxy even with another reader.
/// </summary>
/// <param name="key">The <c>Sec-WebSocket-Key</c> of the request; every client draws its own for each.</param>
/// <param name="refusal">Why it may not come in.</param>
internal sealed class RefusedUpgrade(string key, LiveRefusal refusal)
{
    private LiveRefusal? _refusal = refusal;

    /// <summary>Null for every request but the refused one, and for that one the second time; it is asked for anew then.</summary>
    public LiveRefusal? Take(HttpRequest request)
    {
        var taken = request.Headers.SecWebSocketKey == key ? _refusal : null;
        _refusal = null;
        return taken;
    }
}
