using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>A feed, or what else is written from one, and when it last changed.</summary>
/// <param name="bytes">Plain.</param>
/// <param name="contentType">Of the document.</param>
/// <param name="changedAt">When it last changed; null where no date is to prove that a client has it.</param>
/// <param name="writtenAt">Now.</param>
internal sealed class FeedDocument(byte[] bytes, string contentType, DateTimeOffset? changedAt, DateTimeOffset writtenAt)
    : Representation(bytes, contentType)
{
    private readonly DateTimeOffset? _changedAt = changedAt;

    /// <summary>Of the same bytes, after others or not: those that came in between had a date too.</summary>
    public bool IsSameAs(FeedDocument other) => HasBytesOf(other) && _changedAt == other._changedAt;

    /// <summary>In whole seconds; null while it does not tell this document from others.</summary>
    public DateTimeOffset? DateAt(DateTimeOffset now) => _changedAt is { } changed ? DocumentDate.Of(changed, writtenAt, now) : null;

    /// <summary>On its way: anybody may read it, from pages of other origins too.</summary>
    public async Task<IResult> SendAsync(HttpContext context, DateTimeOffset now)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.AccessControlAllowOrigin = "*";
        if (RepresentationAnswer.Begin(context, this, DateAt(now)) is { } bytes)
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        return Results.Empty;
    }
}
