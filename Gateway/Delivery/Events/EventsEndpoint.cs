using System.Security.Claims;
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

    /// <summary>Below it are streams for readers who have a link instead of a key.</summary>
    public const string LinksPath = "/live/links";

    private readonly DeliveryOptions _options = options.Value;

    public Task<IResult> HandleAsync(HttpContext context, string[] topics, string? lastEventId) =>
        HandleAsync(context, topics, lastEventId, context.User, CancellationToken.None);

    /// <param name="context">The request.</param>
    /// <param name="topics">What is to be heard.</param>
    /// <param name="lastEventId">The position in the query.</param>
    /// <param name="user">Who hears it.</param>
    /// <param name="until">Ends the stream, whose reader is told that it may hear nothing any more.</param>
    public async Task<IResult> HandleAsync(HttpContext context, string[] topics, string? lastEventId, ClaimsPrincipal user, CancellationToken until)
    {
        if (topics.Length == 0 || topics.Length > _options.EventTopicsMax || topics.Distinct(StringComparer.Ordinal).Count() != topics.Length)
        {
            return LiveProblem.Of(
                ErrorCode.MalformedTopics,
                $"Name 1 to {_options.EventTopicsMax} different topics: {Path}?topic=article/…&topic=weather/ticker.");
        }

        var id = context.Request.Headers["Last-Event-ID"].ToString();
        var asked = EventId.Read(id.Length > 0 ? id : lastEventId, topics);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, until);
        await using var sink = new EventStreamSink(
            context.Response.BodyWriter, topics, ended.Cancel, context.Abort, context.Connection.Id, logger);
        var key = $"events:{context.TraceIdentifier}";
        var reader = readers.Open(key, sink);
        try
        {
            var result = await RunAsync(context, (topics, asked, user), sink, reader.Outbox, ended.Token);
            if (until.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
            {
                await sink.RefuseAsync();
            }

            return result;
        }
        finally
        {
            readers.Close(key);
        }
    }

    private async Task<IResult> RunAsync(
        HttpContext context,
        (string[] Topics, Position?[] Positions, ClaimsPrincipal User) asked,
        EventStreamSink sink,
        ConnectionOutbox outbox,
        CancellationToken ended)
    {
        var topics = asked.Topics;
        var requests = topics
            .Select((topic, index) => new WireRequest { Topic = topic, Epoch = asked.Positions[index]?.Epoch, Seq = asked.Positions[index]?.Seq })
            .ToArray();
        var retry = _options.EventRetryMilliseconds + (int)jitter.Below(_options.EventRetryMilliseconds).TotalMilliseconds;
        var heard = await sink.BeginAsync(
            () => subscriptions.AnswerAsync(outbox, requests, asked.User, context.RequestAborted), asked.Positions, () => Open(context), retry);
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
