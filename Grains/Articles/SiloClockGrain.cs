using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

[GrainType("silo-clock")]
[SiloAddressPlacement]
internal sealed class SiloClockGrain(ILocalSiloDetails silo, TimeProvider time) : Grain, ISiloClockGrain
{
    public Task<DateTimeOffset?> Read(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() == silo.SiloAddress.ToParsableString())
        {
            return Task.FromResult<DateTimeOffset?>(time.GetUtcNow());
        }

        DeactivateOnIdle();
        return Task.FromResult<DateTimeOffset?>(null);
    }
}
