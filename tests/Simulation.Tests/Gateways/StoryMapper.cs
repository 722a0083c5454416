using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Gateways;

internal sealed class StoryMapper : WireMapper<Story>
{
    protected override object Map(Story payload, WireStep step) => new WireStory
    {
        Number = payload.Number,
        Digest = payload.Digest,
        Barriers = payload.Barriers,
        Text = payload.Text,
    };
}
