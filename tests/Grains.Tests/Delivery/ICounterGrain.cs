using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Tests.Delivery;

[Alias("tests.ICounterGrain")]
public interface ICounterGrain : ITopicGrain
{
    [Alias("Set")]
    Task Set(int value, bool barrier);

    [Alias("SetSilently")]
    Task SetSilently(int value);

    [Alias("Leave")]
    Task Leave();
}
