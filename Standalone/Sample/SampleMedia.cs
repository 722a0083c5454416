using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Standalone.Sample;

/// <summary>Pictures of sample content, drawn for it, from the assembly.</summary>
internal static class SampleMedia
{
    private const string Prefix = "sample/media/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
    }.ToFrozenDictionary();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/sample/{name}", [HttpMethods.Get, HttpMethods.Head], Get).ExcludeFromDescription().ShowsNoArticles("Pictures of the sample.");

    public static byte[]? Read(string name)
    {
        using var stream = typeof(SampleMedia).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static IResult Get(string name, HttpContext context)
    {
        if (!Types.TryGetValue(Path.GetExtension(name), out var type) || Read(name) is not { } bytes)
        {
            return Results.NotFound();
        }

        // A drawing may be opened by itself: then it must not be more than a drawing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "public, max-age=86400";
        var version = typeof(SampleMedia).Assembly.ManifestModule.ModuleVersionId;
        return Results.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{version:N}\""));
    }
}
