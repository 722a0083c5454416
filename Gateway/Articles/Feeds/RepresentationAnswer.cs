using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>
/// A document on its way (RFC 9110): whole, its head, or 304 where the client has it. A tag beats a date, and there is no date
/// while it could be that of another document (<see cref="DocumentDate"/>). Everybody asks each time whether what they keep
/// still holds, because a retraction must be gone with the next look.
/// </summary>
internal static class RepresentationAnswer
{
    public static async Task<IResult> SendAsync(HttpContext context, Representation representation, DateTimeOffset now)
    {
        var request = context.Request.GetTypedHeaders();
        var (bytes, coding) = representation.Choose(AcceptedCoding.Of(context.Request.Headers.AcceptEncoding));
        var tag = representation.TagOf(coding);
        var date = representation.DateAt(now);
        var response = context.Response;
        response.Headers.ETag = tag.ToString();
        response.GetTypedHeaders().LastModified = date;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = $"{HeaderNames.Host}, {HeaderNames.AcceptEncoding}";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.AccessControlAllowOrigin = "*";
        if (Has(request, tag, date))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Results.Empty;
        }

        response.Headers.ContentEncoding = AcceptedCoding.NameOf(coding);

        response.ContentType = representation.ContentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        return Results.Empty;
    }

    private static bool Has(Microsoft.AspNetCore.Http.Headers.RequestHeaders request, EntityTagHeaderValue tag, DateTimeOffset? date) =>
        request.IfNoneMatch.Count > 0
            ? request.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false))
            : date <= request.IfModifiedSince;
}
