using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

internal static class PageTopicReading
{
    public static async ValueTask<PageTopic<T>?> Read<T>(
        this IPageTopics topics, TopicName name, CancellationToken cancellationToken)
        where T : TopicPayload =>
        (await topics.Read(name, cancellationToken))?.As<T>(name);
}
