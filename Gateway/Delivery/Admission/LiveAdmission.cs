using System.Net;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Who may open a connection for live updates now, whatever carries it. Cheap: strangers ask it first of all.
/// </summary>
internal sealed class LiveAdmission
{
    private const int RetryMillisecondsMin = 1_000;
    private const int RetryMillisecondsMax = 5_000;

    private readonly DrainState _drain;
    private readonly EmbeddingOrigins _origins;
    private readonly AddressBook _addresses;
    private readonly ArrivalPace _pace;
    private readonly Jitter _jitter;

    public LiveAdmission(IOptions<DeliveryOptions> options, EmbeddingOrigins origins, DrainState drain, ArrivalPace pace, Jitter jitter)
    {
        _drain = drain;
        _origins = origins;
        _addresses = new AddressBook(options.Value.ConnectionsPerAddressMax, options.Value.ConnectionsMax);
        _pace = pace;
        _jitter = jitter;
    }

    /// <summary>Null where the connection may open; call <see cref="Leave"/> when it has ended.</summary>
    public LiveRefusal? TryEnter(IPAddress address, string? origin, HostString host)
    {
        if (!_origins.Allows(origin, host))
        {
            return new LiveRefusal(ErrorCode.OriginRefused, TimeSpan.Zero);
        }

        if (_drain.IsDraining)
        {
            return Later(ErrorCode.Draining);
        }

        // Before the pace: who may not come in at all takes nobody's turn.
        var outcome = _addresses.TryEnter(address);
        if (outcome != AddressOutcome.Entered)
        {
            return Later(outcome == AddressOutcome.AddressFull ? ErrorCode.AddressFull : ErrorCode.GatewayFull);
        }

        if (_pace.TryEnter() is { } turn)
        {
            _addresses.Leave(address);
            return new LiveRefusal(ErrorCode.Paced, turn);
        }

        return null;
    }

    public void Leave(IPAddress address) => _addresses.Leave(address);

    private LiveRefusal Later(ErrorCode code) =>
        new(code, TimeSpan.FromMilliseconds(RetryMillisecondsMin) + _jitter.Below(RetryMillisecondsMax - RetryMillisecondsMin));
}
