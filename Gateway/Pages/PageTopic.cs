using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>A topic as a component renders it.</summary>
public sealed record PageTopic<T>(string Topic, string Epoch, long Seq, T State)
    where T : TopicPayload;
