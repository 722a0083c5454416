using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Pages;

/// <summary>A file of <c>web/</c> on its way, in the best encoding that the browser takes.</summary>
internal static class AssetAnswer
{
    public static IResult Of(HttpContext context, WebAsset asset, string cacheControl)
    {
        var coding = AcceptedCoding.Of(context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";

        // Anybody may read them: they are the same for all, and pages of other origins load them as modules.
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.ContentEncoding = AcceptedCoding.NameOf(coding);

        // Each encoding is another representation and has its own tag.
        return Results.Bytes(
            asset.Packed(coding), asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}.{AcceptedCoding.NameOf(coding) ?? "plain"}\""));
    }
}
