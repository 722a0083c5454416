using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Events;

/// <summary>
/// <c>GET /live/events?topic=…&amp;topic=…</c>: delivery without SignalR, one event for each update. <c>Last-Event-ID</c>
/// resumes; a page that knows its positions already sends them as <c>lastEventId</c> in the query.
/// </summary>
internal sealed class EventsEndpoint(
    Subscriptions subscriptions, ReaderConnections readers, IOptions<DeliveryOptions> options, Jitter jitter, TimeProvider time,
    ILogger<EventsEndpoint> logger)
{
    public const string Path = "/live/events";

    private readonly DeliveryOptions _options = options.Value;

    public async Task<IResult> HandleAsync(HttpContext context, string[] topics, string? lastEventId)
    {
        if (topics.Length == 0 || topics.Length > _options.EventTopicsMax || topics.Distinct(StringComparer.Ordinal).Count() != topics.Length)
        {
            return LiveProblem.Of(
                ErrorCode.MalformedTopics,
                $"Name 1 to {_options.EventTopicsMax} different topics: {Path}?topic=article/…&topic=weather/ticker.");
        }

        var id = context.Request.Headers["Last-Event-ID"].ToString();
        var asked = EventId.Read(id.Length > 0 ? id : lastEventId, topics);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var sink = new EventStreamSink(
            context.Response.BodyWriter, topics, ended.Cancel, context.Abort, context.Connection.Id, logger);
        var key = $"events:{context.TraceIdentifier}";
        var reader = readers.Open(key, sink);
        try
        {
            return await RunAsync(context, topics, asked, sink, reader.Outbox, ended.Token);
        }
        finally
        {
            readers.Close(key);
        }
    }

    private async Task<IResult> RunAsync(
        HttpContext context, string[] topics, Position?[] asked, EventStreamSink sink, ConnectionOutbox outbox, CancellationToken ended)
    {
        var requests = topics
            .Select((topic, index) => new WireRequest { Topic = topic, Epoch = asked[index]?.Epoch, Seq = asked[index]?.Seq })
            .ToArray();
        var retry = _options.EventRetryMilliseconds + (int)jitter.Below(_options.EventRetryMilliseconds).TotalMilliseconds;
        var heard = await sink.BeginAsync(
            () => subscriptions.AnswerAsync(outbox, requests, context.User, context.RequestAborted), asked, () => Open(context), retry);
        if (!heard)
        {
            return LiveProblem.Of(
                ErrorCode.NothingToHear,
                $"No reader can hear any of these topics: {string.Join(", ", topics)}. Check their names.");
        }

        await BeatAsync(sink, ended);
        return Results.Empty;
    }

    /// <summary>Before the first byte of a stream.</summary>
    public static void Open(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    /// <summary>Until the reader has gone, was closed, or was asked to come back.</summary>
    private async Task BeatAsync(EventStreamSink sink, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_options.KeepAliveSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await sink.HeartbeatAsync();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The ordinary end of a stream.
        }
    }
}
