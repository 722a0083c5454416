using System.Text;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Articles;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Bodies of the API that say <c>charset=euc-kr</c>, or another name of code page 949, are read as such: older newsroom
/// systems write nothing else. What is not in it is refused like JSON that cannot be read.
/// </summary>
internal sealed class KoreanBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!ProblemMiddleware.Covers(request.Path)
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !KoreanEncoding.IsKorean(HeaderUtilities.RemoveQuotes(type.Charset).Value))
        {
            await next(context);
            return;
        }

        type.Charset = Encoding.UTF8.WebName;
        request.ContentType = type.ToString();
        request.ContentLength = null;
        var sent = request.Body;
        await using var body = Encoding.CreateTranscodingStream(sent, KoreanEncoding.CodePage949, Encoding.UTF8, leaveOpen: true);
        request.Body = body;
        try
        {
            await next(context);
        }
        catch (DecoderFallbackException)
        {
            throw new ApiProblemException(ProblemCodes.InvalidJson, "The body is not in the encoding that its Content-Type names. Send it as UTF-8.");
        }
        finally
        {
            request.Body = sent;
        }
    }
}
