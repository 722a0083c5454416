using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Hears that a topic of this process changed; register as a singleton. Called outside all locks on the thread that
/// brought the update, possibly late and repeated: read the state with <see cref="ITopicReader.Peek"/>, do little, never block.
/// </summary>
internal interface ITopicChanged
{
    void Changed(TopicName topic);
}
