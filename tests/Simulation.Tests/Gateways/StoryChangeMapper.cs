using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Gateways;

internal sealed class StoryChangeMapper : WireMapper<StoryChange>
{
    protected override object Map(StoryChange payload, WireStep step) => new WireStoryChange
    {
        Number = payload.Number,
        Salt = payload.Salt,
        Text = payload.Text,
    };
}
