using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

internal static class PageTopicReading
{
    /// <summary>Null where there is no such topic, or nothing of it is public.</summary>
    /// <exception cref="TopicUnavailableException">Nothing of the topic has ever arrived here, and its owner does not answer.</exception>
    public static async ValueTask<PageTopic<T>?> Read<T>(
        this ITopicReader topics, TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload =>
        (await topics.Read(name, cancellationToken))?.ForPage<T>();

    /// <summary>Null where its state is of another kind.</summary>
    public static PageTopic<T>? ForPage<T>(this TopicView view)
        where T : TopicPayload =>
        view.State is T state ? new PageTopic<T>(view.Topic.Text, view.Position.Epoch, view.Position.Seq, state) : null;
}
