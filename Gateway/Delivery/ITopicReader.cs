using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// The state of topics for pages, the API and decisions in this process. It comes from the same replicas that browsers
/// hear, so a page carries positions that fit, and it goes on answering from the last state while silos are away.
/// </summary>
internal interface ITopicReader
{
    /// <summary>
    /// The state, or null where there is no such topic. The first reader of a topic makes this process hear its owner,
    /// and waits for it (<see cref="DeliveryOptions.AttachWaitMilliseconds"/>).
    /// </summary>
    /// <exception cref="TopicUnavailableException">The owner did not answer in time and nothing is known of the topic yet.</exception>
    ValueTask<TopicView?> Read(TopicName topic, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the owner first: what was committed before this call is in the answer, and null means that nothing is there.
    /// Calls that come together share a question, and questions keep a distance.
    /// </summary>
    /// <exception cref="TopicUnavailableException">The owner did not answer in time (<see cref="DeliveryOptions.AttachWaitMilliseconds"/>).</exception>
    ValueTask<TopicView?> Refresh(TopicName topic, CancellationToken cancellationToken);

    /// <summary>What this process holds now, without asking or waiting; null when it holds nothing.</summary>
    TopicView? Peek(TopicName topic);

    /// <summary>Where that state stands, for whoever only compares.</summary>
    Position? PeekPosition(TopicName topic) => Peek(topic)?.Position;

    /// <summary>Keeps the topic heard until disposed, readers or not. For a topic that does not exist yet it keeps looking.</summary>
    IDisposable Pin(TopicName topic);
}
