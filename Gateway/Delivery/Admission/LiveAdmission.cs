using System.Net;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Delivery.Admission;

/// <summary>
/// Who may open a connection for live updates now, whatever carries it. Cheap: strangers ask it first of all.
/// </summary>
internal sealed class LiveAdmission
{
    private readonly DrainState _drain;
    private readonly EmbeddingOrigins _origins;
    private readonly AddressBook _addresses;
    private readonly TokenBucket _pace;

    public LiveAdmission(IOptions<DeliveryOptions> options, EmbeddingOrigins origins, DrainState drain, TimeProvider time)
    {
        _drain = drain;
        _origins = origins;
        _addresses = new AddressBook(options.Value.ConnectionsPerAddressMax, options.Value.ConnectionsMax);
        _pace = new TokenBucket(options.Value.ConnectsPerSecondMax, options.Value.ConnectsPerSecondMax, time);
    }

    /// <summary>Null where the connection may open; call <see cref="Leave"/> when it has ended.</summary>
    public ErrorCode? TryEnter(IPAddress address, string? origin, HostString host)
    {
        if (!_origins.Allows(origin, host))
        {
            return ErrorCode.OriginRefused;
        }

        if (_drain.IsDraining)
        {
            return ErrorCode.Draining;
        }

        if (!_pace.TryTake())
        {
            return ErrorCode.Paced;
        }

        return _addresses.TryEnter(address) switch
        {
            AddressOutcome.Entered => null,
            AddressOutcome.AddressFull => ErrorCode.AddressFull,
            _ => ErrorCode.GatewayFull,
        };
    }

    public void Leave(IPAddress address) => _addresses.Leave(address);
}
