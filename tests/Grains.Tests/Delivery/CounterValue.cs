using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Tests.Delivery;

/// <summary>State and delta of the topic that the delivery tests own: a delta of n makes the value n.</summary>
[GenerateSerializer, Immutable, Alias("tests.CounterValue")]
public sealed record CounterValue([property: Id(0)] int Value) : TopicPayload
{
    public override TopicPayload Apply(TopicPayload delta) => delta;
}
