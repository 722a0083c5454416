using Sokbo.Gateway.Delivery.Admission;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>A feature of a connection whose first request the lane did not let in: ASP.NET Core words the refusal.</summary>
internal sealed class RefusedUpgrade(LiveRefusal refusal)
{
    private LiveRefusal? _refusal = refusal;

    /// <summary>Once: what comes second on the connection is asked for anew.</summary>
    public LiveRefusal? Take()
    {
        var taken = _refusal;
        _refusal = null;
        return taken;
    }
}
