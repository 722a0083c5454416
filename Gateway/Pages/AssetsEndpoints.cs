using Microsoft.Net.Http.Headers;

namespace Sokbo.Gateway.Pages;

internal static class AssetsEndpoints
{
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], GetAsset).ExcludeFromDescription();
        return routes;
    }

    private static IResult GetAsset(string file, HttpContext context, WebAssets assets)
    {
        if (assets.Find(file) is not { } asset)
        {
            return Results.NotFound();
        }

        var (bytes, encoding) = asset.Choose(context.Request.GetTypedHeaders().AcceptEncoding);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        // The name holds a hash of the content; each encoding of it is another representation and has its own tag.
        return Results.Bytes(bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{file}.{encoding ?? "plain"}\""));
    }
}
