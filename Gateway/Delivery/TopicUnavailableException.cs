using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>An outage: the owner cannot be reached now, and nothing that would do instead is known of the topic. Answer 503 and let the reader retry.</summary>
internal sealed class TopicUnavailableException(TopicName topic)
    : Exception($"The owner of '{topic}' does not answer.");
