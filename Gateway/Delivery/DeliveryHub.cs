using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>The public hub <c>/live</c>. It checks the shape of calls; everything else is decided by <see cref="Subscriptions"/>.</summary>
internal sealed class DeliveryHub(Subscriptions subscriptions, IOptions<DeliveryOptions> options) : Hub<IDeliveryClient>
{
    /// <summary>One answer for each request, in order.</summary>
    public async Task<WireAnswers> Subscribe(IReadOnlyList<WireRequest?> requests)
    {
        Check(requests);
        return await subscriptions.AnswerAsync(HubConnections.OutboxOf(Context), requests, Context.ConnectionAborted);
    }

    public Task Unsubscribe(IReadOnlyList<string?> topics)
    {
        Check(topics);
        var outbox = HubConnections.OutboxOf(Context);
        foreach (var topic in topics)
        {
            (outbox.Leave(topic ?? "") as TopicFeed)?.Leave(outbox);
        }

        return Task.CompletedTask;
    }

    /// <summary>Which slots are on screen in a focused tab. Checked and not used yet.</summary>
    public Task Visible(IReadOnlyList<string?> slots)
    {
        Check(slots);
        return Task.CompletedTask;
    }

    /// <summary>Barriers that the page has carried out.</summary>
    public Task Applied(IReadOnlyList<WirePosition?> positions)
    {
        Check(positions);
        DeliveryMetrics.BarriersApplied.Inc(positions.Count);
        return Task.CompletedTask;
    }

    private void Check<T>(IReadOnlyList<T>? entries)
    {
        if (entries is null)
        {
            throw Refusal(ErrorCode.MalformedCall, "a list is expected.");
        }

        var most = 2 * options.Value.TopicsPerConnectionMax;
        if (entries.Count > most)
        {
            throw Refusal(ErrorCode.TooManyEntries, $"at most {most} entries in one call.");
        }
    }

    private static HubException Refusal(ErrorCode code, string text) => new($"{(int)code}: {text}");
}
