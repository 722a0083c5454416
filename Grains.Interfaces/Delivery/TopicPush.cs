namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>An update and the activation it comes from.</summary>
[GenerateSerializer, Immutable, Alias("delivery.TopicPush")]
public sealed record TopicPush([property: Id(0)] string Activation, [property: Id(1)] TopicUpdate Update);
