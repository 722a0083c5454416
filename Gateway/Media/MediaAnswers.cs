using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Media;

/// <summary>
/// A stored file on its way to a reader: whole, its head, or 304 where the reader has it. Only the first of them reads the
/// file. While the store does not answer, the reader is told to come again.
/// </summary>
internal sealed partial class MediaAnswers(IMediaStore store, ILogger<MediaAnswers> logger)
{
    private const string RetryAfterSeconds = "5";

    /// <summary>What was sent, or that it still holds, is told to <paramref name="shown"/> with the size of the file.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, MediaName name, string cacheControl, Action<long>? shown = null)
    {
        try
        {
            return await FindAsync(context, name, cacheControl, shown) ?? Missing(context, StatusCodes.Status404NotFound);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnavailable(name.Key, error);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Missing(context, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Nothing is there, and nobody keeps that.</summary>
    public static IResult Missing(HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(status);
    }

    private async Task<IResult?> FindAsync(HttpContext context, MediaName name, string cacheControl, Action<long>? shown)
    {
        var tag = new EntityTagHeaderValue(name.Tag);
        if (!HttpMethods.IsHead(context.Request.Method) && !IsKnown(context.Request, tag))
        {
            if (await store.OpenAsync(name, context.RequestAborted) is not { } content)
            {
                return null;
            }

            shown?.Invoke(content.Length);
            MediaHeaders.SetPublic(context.Response.Headers, cacheControl);
            return Results.Stream(content, name.ContentType, entityTag: tag);
        }

        if (await store.SizeAsync(name, context.RequestAborted) is not { } size)
        {
            return null;
        }

        shown?.Invoke(size);
        MediaHeaders.SetPublic(context.Response.Headers, cacheControl);
        context.Response.Headers.ETag = name.Tag;
        if (IsKnown(context.Request, tag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        context.Response.ContentType = name.ContentType;
        context.Response.ContentLength = size;
        return Results.Empty;
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.Headers.IfNoneMatch.Count > 0 && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false));

    [LoggerMessage(7103, LogLevel.Warning, "The file {Key} could not be read; its reader is told to come again. See Media in docs/RUNBOOK.md.")]
    private partial void LogUnavailable(string key, Exception error);
}
