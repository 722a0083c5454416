using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>An outage: nothing is known of the topic and its owner cannot be reached now. Answer 503 and let the reader retry.</summary>
internal sealed class TopicUnavailableException(TopicName topic)
    : Exception($"The owner of '{topic}' does not answer, and this gateway holds no state of it yet.");
