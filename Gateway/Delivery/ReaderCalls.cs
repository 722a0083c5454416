using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// What a reader may call, whatever carries the calls. It checks their shape and rate; everything else is decided by
/// <see cref="Subscriptions"/>.
/// </summary>
internal sealed class ReaderCalls(Subscriptions subscriptions, IOptions<DeliveryOptions> options)
{
    /// <summary>One answer for each request, in order.</summary>
    /// <exception cref="CallRefusedException">The call was wrong or came too soon; nothing was changed.</exception>
    public Task<WireAnswers> SubscribeAsync(
        ReaderConnection reader, IReadOnlyList<WireRequest?>? requests, CancellationToken cancellationToken)
    {
        Check(reader, requests);
        return subscriptions.AnswerAsync(reader.Outbox, requests, reader.User, cancellationToken);
    }

    /// <exception cref="CallRefusedException">The call was wrong or came too soon; nothing was changed.</exception>
    public void Unsubscribe(ReaderConnection reader, IReadOnlyList<string?>? topics)
    {
        Check(reader, topics);
        foreach (var topic in topics)
        {
            (reader.Outbox.Leave(topic ?? "") as TopicFeed)?.Leave(reader.Outbox);
        }
    }

    /// <summary>Which slots are on screen in a focused tab. Checked and not used yet.</summary>
    /// <exception cref="CallRefusedException">The call was wrong or came too soon; nothing was changed.</exception>
    public void Visible(ReaderConnection reader, IReadOnlyList<string?>? slots) => Check(reader, slots);

    /// <summary>Barriers that the page has carried out.</summary>
    /// <exception cref="CallRefusedException">The call was wrong or came too soon; nothing was changed.</exception>
    public void Applied(ReaderConnection reader, IReadOnlyList<WirePosition?>? positions)
    {
        Check(reader, positions);
        DeliveryMetrics.BarriersApplied.Inc(positions.Count);
    }

    private void Check<T>(ReaderConnection reader, [NotNull] IReadOnlyList<T>? entries)
    {
        if (!reader.Calls.TryTake())
        {
            throw new CallRefusedException(
                ErrorCode.TooManyCalls, $"at most {options.Value.CallsPerSecondMax} calls a second; wait, then repeat it.");
        }

        if (entries is null)
        {
            throw new CallRefusedException(ErrorCode.MalformedCall, "a list is expected.");
        }

        var most = 2 * options.Value.TopicsPerConnectionMax;
        if (entries.Count > most)
        {
            throw new CallRefusedException(ErrorCode.TooManyEntries, $"at most {most} entries in one call.");
        }
    }
}
