using System.Security.Claims;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>Answers browsers' subscriptions.</summary>
internal sealed class Subscriptions(TopicFeeds feeds, ITopicGuard guard)
{
    /// <summary>
    /// First waits for what has to come from owners, with the connection's updates flowing; then holds them back for the
    /// moment in which all topics are joined and answered, until the answer itself is being written.
    /// </summary>
    public async Task<WireAnswers> AnswerAsync(
        ConnectionOutbox outbox, IReadOnlyList<WireRequest?> requests, ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        var prepared = await Task.WhenAll(requests.Select(request => PrepareAsync(request, user, cancellationToken)));
        outbox.Hold();
        try
        {
            var answers = prepared.Select(item => Answer(outbox, item)).ToArray();
            return new WireAnswers(answers, outbox.Release);
        }
        catch
        {
            outbox.Release();
            throw;
        }
    }

    private async Task<Prepared> PrepareAsync(WireRequest? request, ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        var text = request?.Topic ?? "";
        if (!TopicName.TryParse(text, out var topic))
        {
            return new Prepared(text, null, null, SubscribeOutcome.Unknown);
        }

        if (topic.Audience != TopicAudience.Public && !await guard.MayHearAsync(topic, user, cancellationToken))
        {
            return new Prepared(text, null, null, SubscribeOutcome.Denied);
        }

        if (feeds.GetOrAdd(topic) is not { } feed)
        {
            return new Prepared(text, null, null, SubscribeOutcome.Limit);
        }

        Position? position = request is { Epoch: { Length: > 0 } epoch, Seq: { } seq } ? new Position(epoch, seq) : null;
        var came = await feed.PrepareAsync(position, cancellationToken);
        return new Prepared(text, feed, position, "", came);
    }

    private WireAnswer Answer(ConnectionOutbox outbox, Prepared item)
    {
        var answer = item.Feed?.Join(outbox, item.Position, item.Came) ?? WireAnswer.Without(item.Topic, item.Refusal);
        if (answer.Outcome == SubscribeOutcome.Unknown && item.Feed is not null)
        {
            feeds.RemoveUnread(item.Feed);
        }

        DeliveryMetrics.Answers.WithLabels(answer.Outcome).Inc();
        return answer;
    }

    private readonly record struct Prepared(string Topic, TopicFeed? Feed, Position? Position, string Refusal, long Came = 0);
}
