using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Wire;

internal sealed class ReadersStateMapper : WireMapper<ReadersState>
{
    protected override object Map(ReadersState payload, WireStep step) => new WireReaders { Count = payload.Count };
}
